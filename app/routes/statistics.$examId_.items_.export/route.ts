import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { itemSheetWords } from '#app/components/items/item-sheet-words.ts'
import { itemSortingOf } from '#app/domain/item-sorting.ts'
import { exportItems } from '#app/services/reports/export-items.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The figures of an exam's items as a workbook to download. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['administrator', 'author', 'reviewer'])
  const { searchParams } = new URL(request.url)
  const wanted = { examId: params.examId ?? '', sorting: itemSortingOf(searchParams.get('sort')) }
  const exported = await exportItems(staff, wanted, (view) => itemSheetWords(view, context.locale))
  if (!exported.ok) throw data(null, { status: exported.refusal === 'not-allowed' ? 403 : 404 })
  const { content, fileName } = exported.value
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': xlsx,
      'Content-Length': String(content.length),
      'Content-Disposition': `attachment; filename="items.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
