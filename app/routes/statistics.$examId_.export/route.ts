import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { reportWords } from '#app/components/statistics/report-words.ts'
import { exportStatistics } from '#app/services/reports/export-statistics.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The figures of a unit as a workbook to download. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['administrator', 'liaison'])
  const { searchParams } = new URL(request.url)
  const exported = await exportStatistics(
    staff,
    {
      examId: params.examId ?? '',
      unitId: searchParams.get('unit') ?? undefined,
      depth: searchParams.get('depth') === '2' ? 2 : 1,
    },
    (view) => reportWords(view, context.locale),
  )
  if (!exported.ok) throw data(null, { status: exported.refusal === 'not-allowed' ? 403 : 404 })
  const { content, fileName } = exported.value
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': xlsx,
      'Content-Length': String(content.length),
      'Content-Disposition': `attachment; filename="statistics.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
