import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { csvLine } from '#app/components/audit/csv.ts'
import { readFilter } from '#app/components/audit/read-filter.ts'
import { wordOf } from '#app/components/audit/words.ts'
import { formatTime } from '#app/components/format-time.ts'
import { auditMessages } from '#app/i18n/audit.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { exportAudit } from '#app/services/audit/export-audit.ts'
import type { AuditPage } from '#app/services/audit/read-audit.ts'

/** The log as a file: what the page is filtered to, all of it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const auditor = requireStaff(context, request, ['auditor'])
  const { filter } = readFilter(new URL(request.url).searchParams)
  const batches = await exportAudit(auditor, filter)
  if (!batches.ok) throw data(null, { status: 403 })
  const m = messagesOf(auditMessages, context.locale)
  const name = `${m.csv.file}-${formatTime(context.now, 'day', context.locale)}.csv`
  return new Response(streamOf(bytesOf(batches.value, context.locale)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-log.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    },
  })
}

/** Spreadsheets take a file without this sign for one in the system's old encoding. */
const byteOrderMark = '\uFEFF'

async function* bytesOf(batches: AsyncIterable<AuditPage['rows']>, locale: Locale) {
  const encoder = new TextEncoder()
  yield encoder.encode(byteOrderMark + csvLine(messagesOf(auditMessages, locale).csv.columns.split('|')))
  for await (const rows of batches) {
    yield encoder.encode(rows.map((row) => csvLine(cellsOf(row, locale))).join(''))
  }
}

/**
 * Reads on only as fast as the browser takes it, and stops when the browser does. When reading fails, the download
 * breaks off: what failed is for our log and not for the reader.
 */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next().catch((error: unknown) => {
        throw new Error('The export of the audit log broke off.', { cause: error })
      })
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

function cellsOf(row: AuditPage['rows'][number], locale: Locale): string[] {
  const m = messagesOf(auditMessages, locale)
  return [
    String(row.id),
    formatTime(row.at, 'seconds', locale),
    wordOf(m.system, row.actor),
    row.actorLogin ?? '',
    wordOf(m.actions, row.action),
    row.action,
    wordOf(m.subjects, row.subject),
    row.subjectId ?? '',
    (locale === 'en' ? row.unitEn : row.unitZh) ?? '',
    JSON.stringify(row.detail),
  ]
}
