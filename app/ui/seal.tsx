import styles from './seal.module.css'

/** The seal: 法, cut in straight strokes into a vermilion square. Decorative; the name stands beside it. */
export function Seal() {
  return (
    <svg className={styles.seal} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path
        className={styles.stone}
        d="M4.4 1.6h31.4a2.8 2.8 0 012.7 2.9l-.2 31.2a2.7 2.7 0 01-2.8 2.7L4.2 38.2a2.6 2.6 0 01-2.6-2.7l.2-31.3a2.6 2.6 0 012.6-2.6z"
      />
      <path className={styles.frame} d="M5 5h30v30H5z" />
      <path className={styles.glyph} d="M9.6 9.8l3.6 2.6M9 16.8l3.6 2.4M9.2 30.4l4.2-7" />
      <path className={styles.glyph} d="M16.4 13.2h13M22.9 8.8v10.6M14.8 19.4h16.4" />
      <path className={styles.glyph} d="M21.8 19.8l-4.6 9.4h11.4M25.8 24l4.6 6.8" />
    </svg>
  )
}
