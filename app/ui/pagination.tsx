import { useLocation } from '@remix-run/react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { LinkButton } from './link-button.tsx'
import styles from './pagination.module.css'

type PaginationProps = {
  /** From 1. */
  page: number
  pageCount: number
  total?: number
  /** Name of the query parameter; the others are kept. */
  parameter?: string
}

/** Back and forth through a long list. Nothing is shown for a single page but the total. */
export function Pagination({ page, pageCount, total, parameter = 'page' }: PaginationProps) {
  const m = useMessages(uiMessages)
  const { search } = useLocation()
  const to = (target: number) => {
    const query = new URLSearchParams(search)
    query.set(parameter, String(target))
    return `?${query}`
  }
  return (
    <nav className={styles.pagination} aria-label={m.pages}>
      <p className={styles.where}>
        {total !== undefined && <span>{m.total(total)}</span>}
        {pageCount > 1 && <span>{m.pageOf(page, pageCount)}</span>}
      </p>
      {pageCount > 1 && (
        <div className={styles.buttons}>
          {page > 1 && (
            <LinkButton to={to(page - 1)} size="small" icon="chevron-left" rel="prev">
              {m.previousPage}
            </LinkButton>
          )}
          {page < pageCount && (
            <LinkButton to={to(page + 1)} size="small" icon="chevron-right" rel="next">
              {m.nextPage}
            </LinkButton>
          )}
        </div>
      )}
    </nav>
  )
}
