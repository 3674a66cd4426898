import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'
import { z } from 'zod'

import { requireStaff } from '#app/auth/guards.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { PhaseBadge } from '#app/components/sittings/phase-badge.tsx'
import { Time } from '#app/components/time.tsx'
import { requireId } from '#app/http/path-id.ts'
import { FormId, requireForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { centreMessages } from '#app/i18n/centre.ts'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { assignStaff, readSittingStaff, removeStaff } from '#app/services/centres/staff-of-sitting.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AddStaff } from './add-staff.tsx'
import { StaffTable } from './staff-table.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const manager = requireStaff(context, request, ['centre-manager'])
  const view = await readSittingStaff(manager, params.sittingId ?? '', context.now)
  if (!view.ok) throw data(null, { status: 404 })
  return view.value
}

/** `role account`, as the list offers them. */
const Staff = z
  .string()
  .transform((chosen) => chosen.split(' '))
  .pipe(z.tuple([z.enum(['proctor', 'inspector']), FormId]))
  .transform(([role, accountId]) => ({ role, accountId }))
const Change = z.object({ intent: z.enum(['add', 'remove']), staff: Staff })

export async function action({ request, params, context }: ActionFunctionArgs) {
  const manager = requireStaff(context, request, ['centre-manager'])
  const { intent, staff } = await requireForm(request, Change)
  const sittingId = requireId(params.sittingId)
  const removes = intent === 'remove'
  const done = removes
    ? await removeStaff(manager, sittingId, staff.accountId)
    : await assignStaff(manager, sittingId, staff)
  if (done.ok) {
    const query = new URLSearchParams({ [removes ? 'removed' : 'added']: done.value.accountId })
    return redirect(`/centre/sittings/${sittingId}?${query}`)
  }
  if (done.refusal === 'not-found') throw data(null, { status: 404 })
  return data({ refusal: done.refusal }, { status: 409 })
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(centreMessages, locale).staff.title)

export default function SittingStaff() {
  const m = useMessages(centreMessages)
  const { place } = useMessages(sittingMessages)
  const name = useInLanguage()
  const { sitting, staff, assignable } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [query] = useSearchParams()
  const isOver = sitting.phase === 'over'
  const proctors = staff.filter(({ role }) => role === 'proctor').length
  const done = answer ? undefined : (['added', 'removed'] as const).find((what) => query.has(what))
  const person = done && [...staff, ...assignable].find(({ accountId }) => accountId === query.get(done))
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/centre' }, { label: m.staff.title }]}
        title={name(sitting.examTitleZh, sitting.examTitleEn)}
        badge={<PhaseBadge phase={sitting.phase} />}
        lead={
          <>
            {place(name(sitting.centreZh, sitting.centreEn), name(sitting.roomZh, sitting.roomEn))} ·{' '}
            <Time at={sitting.startsAt} style="weekday" />
          </>
        }
      />
      {answer && (
        <Notice tone="danger" role="alert">
          {m.staff.refusals[answer.refusal]}
        </Notice>
      )}
      {done && person && (
        <Notice tone="success" role="status">
          {m.staff.done[done](person.name)}
        </Notice>
      )}
      {!isOver && proctors < 2 && <Notice tone="warning">{m.staff.tooFew}</Notice>}
      <StaffTable staff={staff} isOver={isOver} />
      {!isOver && <AddStaff assignable={assignable} />}
    </>
  )
}
