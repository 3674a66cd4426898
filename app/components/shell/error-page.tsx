import { isRouteErrorResponse, useLocation } from '@remix-run/react'

import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { LinkButton } from '#app/ui/link-button.tsx'

import styles from './error-page.module.css'

const known = [401, 403, 404, 409, 429] as const

/** Calm words for what went wrong: what happened, what to do, and a number to ask by when there is one. */
export function ErrorPage({ error }: { error: unknown }) {
  const m = useMessages(shellMessages)
  const { pathname, search } = useLocation()
  const status = isRouteErrorResponse(error) ? error.status : 500
  const kind = kindOf(status)
  const words = m.errors[kind]
  const reference = referenceOf(error)
  const mayRetry = kind === 409 || kind === 429 || kind === 500
  return (
    <article className={styles.error} aria-labelledby="error-title">
      <p className={styles.code}>{status}</p>
      <h1 id="error-title">{words.title}</h1>
      <h2 className={styles.label}>{m.errors.whatHappened}</h2>
      <p>{words.happened}</p>
      <h2 className={styles.label}>{m.errors.whatToDo}</h2>
      <p>{words.todo}</p>
      <div className={styles.actions}>
        {mayRetry && (
          <LinkButton to={pathname + search} reloadDocument variant="primary">
            {m.errors.retry}
          </LinkButton>
        )}
        <LinkButton
          to={kind === 401 ? '/login' : '/'}
          reloadDocument
          variant={mayRetry ? 'secondary' : 'primary'}
        >
          {kind === 401 ? m.errors.login : m.errors.goHome}
        </LinkButton>
      </div>
      {reference && (
        <p className={styles.reference}>
          {m.errors.reference} <code>{reference}</code>
          <br />
          {m.errors.referenceHint}
        </p>
      )}
    </article>
  )
}

/** The words for a status: its own, or those for a request that does not fit, or for a fault of ours. */
function kindOf(status: number) {
  const own = known.find((code) => code === status)
  return own ?? (status >= 400 && status < 500 ? 400 : 500)
}

/** The number an answer carries as `{ reference }`, so that the log entry can be found. */
function referenceOf(error: unknown): string | null {
  const body: unknown = isRouteErrorResponse(error) ? error.data : error
  if (typeof body !== 'object' || body === null || !('reference' in body)) return null
  return typeof body.reference === 'string' ? body.reference : null
}
