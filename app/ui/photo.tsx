import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './photo.module.css'

type PhotoProps = {
  name: string
  /** Address of the photo; without it a silhouette says that there is none. */
  src?: string | null
  size?: 'small' | 'medium' | 'large'
}

/** A person's photo in the proportions of an ID photo (5 : 7). */
export function Photo({ name, src, size = 'medium' }: PhotoProps) {
  const m = useMessages(uiMessages)
  return (
    <span className={styles.photo} data-size={size}>
      {src ? (
        <img className={styles.picture} src={src} alt={m.photoOf(name)} />
      ) : (
        <>
          <svg className={styles.silhouette} viewBox="0 0 50 70" aria-hidden="true" focusable="false">
            <path d="M25 16a11 11 0 100 22 11 11 0 000-22zM4 70c1-15 8-24 21-24s20 9 21 24z" />
          </svg>
          <span className={styles.none}>{m.noPhoto}</span>
        </>
      )}
    </span>
  )
}
