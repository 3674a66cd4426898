import styles from './icon.module.css'

/** Our own few icons, so that candidate pages load no icon package. 20 × 20, stroked with the colour of the text. */
const drawings = {
  check: 'M4 10.5l4 4 8-9',
  close: 'M5 5l10 10M15 5L5 15',
  info: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 9.2v4.6M10 6.2v.2',
  success: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM6.5 10.4l2.4 2.4 4.6-5.2',
  warning: 'M10 2.8L18 16.8H2zM10 8v4M10 14.2v.2',
  danger: 'M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9zM10 6v5M10 13.7v.2',
  neutral: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM6.5 10h7',
  clock: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 5.8V10l2.8 2',
  user: 'M10 3a3.4 3.4 0 100 6.8A3.4 3.4 0 0010 3zM3.4 17c.5-3.6 3-5.4 6.6-5.4s6.1 1.8 6.6 5.4',
  lock: 'M4.5 9h11v8h-11zM7 9V6.4a3 3 0 016 0V9M10 12v2',
  'chevron-down': 'M5 7.5l5 5 5-5',
  'chevron-left': 'M12.5 5l-5 5 5 5',
  'chevron-right': 'M7.5 5l5 5-5 5',
  'arrow-right': 'M3.5 10h13M11.5 5l5 5-5 5',
  globe:
    'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM2.8 10h14.4M10 2.5c2.4 2.3 3.4 4.8 3.4 7.5s-1 5.2-3.4 7.5c-2.4-2.3-3.4-4.8-3.4-7.5s1-5.2 3.4-7.5z',
  logout: 'M8 3.5H3.5v13H8M8 10h9M13.5 6.5L17 10l-3.5 3.5',
  print: 'M5.5 7V3h9v4M5.5 14H3V7h14v7h-2.5M5.5 11.5h9V17h-9z',
  search: 'M8.8 3.2a5.6 5.6 0 100 11.2 5.6 5.6 0 000-11.2zM13 13l4 4',
  camera: 'M2.5 6.5h3l1.3-2h6.4l1.3 2h3v9.5h-15zM10 8.2a2.9 2.9 0 100 5.8 2.9 2.9 0 000-5.8z',
  flag: 'M5 17.5V3M5 3.5h10l-2.4 3.7L15 11H5',
  document: 'M5 2.5h6.5L15 6v11.5H5zM11.2 2.5v3.8H15M7.5 10h5M7.5 13h5',
} as const

export type IconName = keyof typeof drawings

/** A picture beside a word, never instead of one: hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}
