import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { studyMessages } from '#app/i18n/study.ts'
import { studyTemplate } from '#app/services/study/study-template.ts'

/** An empty workbook to fill in with credits. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  requireStaff(context, request, ['administrator'])
  const m = messagesOf(studyMessages, context.locale)
  const content = await studyTemplate({
    headers: [m.templateHeaders.employeeNo, m.templateHeaders.total, m.templateHeaders.compulsory],
    sheet: m.templateSheet,
    notesSheet: m.templateNotesSheet,
    notes: Object.values(m.templateNotes),
  })
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Length': String(content.length),
      'Content-Disposition': `attachment; filename="template.xlsx"; filename*=UTF-8''${encodeURIComponent(m.templateFile)}`,
    },
  })
}
