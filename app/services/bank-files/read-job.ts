import type { ImportJob } from './import-jobs.ts'

/** The kinds of rows that a page shows apart. */
export const shownRows = ['all', 'rejected', 'new', 'changed', 'unchanged'] as const
export type ShownRows = (typeof shownRows)[number]

const rowsPerPage = 50

/** What a page shows of a job: how far it is, and one page of the rows that are wanted. */
export function readJob(job: ImportJob, { show, page: wanted }: { show: ShownRows; page: number }) {
  const { id, file, phase, step, fault, outcome } = job
  const rows = outcome?.rows.filter(({ verdict }) => show === 'all' || verdict === show) ?? []
  const pageCount = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  const page = Math.min(Math.max(1, Math.trunc(wanted)), pageCount)
  return {
    ...{ id, name: file.name, phase, step, fault },
    result: outcome && {
      ...{ format: outcome.format, counts: outcome.counts, total: outcome.rows.length, page, pageCount },
      found: rows.length,
      hasSheets: outcome.rows.some(({ sheet }) => sheet !== null),
      rows: rows.slice((page - 1) * rowsPerPage, page * rowsPerPage),
    },
  }
}
