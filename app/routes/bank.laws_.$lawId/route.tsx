import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { readForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readLaw } from '#app/services/laws/read-law.ts'
import { setLawEnd } from '#app/services/laws/set-law-end.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { EndForm } from './end-form.tsx'
import { LawTextPanel } from './law-text-panel.tsx'
import { VersionTable } from './version-table.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const view = await readLaw(staff, params.lawId ?? '', {
    version: query.get('version'),
    page: pageNumberOf(query),
    today: formatTime(context.now, 'day', context.locale),
  })
  if (!view.ok) throw data(null, { status: view.refusal === 'not-found' ? 404 : 403 })
  return view.value
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  const form = await readForm(request)
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const said = {
    version: text('version'),
    effectiveTo: text('effectiveTo').normalize('NFKC'),
    reason: text('reason'),
  }
  const lawId = params.lawId ?? ''
  const set = await setLawEnd(author, { lawId, ...said })
  if (set.ok) return redirect(`/bank/laws/${lawId}?version=${said.version}&done=end`)
  if (set.refusal === 'not-found') throw data(null, { status: 404 })
  return data({ said, refusal: set.refusal }, { status: set.refusal === 'overlap' ? 409 : 422 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => page?.law.short ?? messagesOf(lawMessages, locale).title)

export default function Law() {
  const m = useMessages(lawMessages)
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [query] = useSearchParams()
  const { law, versions, shown, affected, mayWrite } = view
  const waiting = affected.open + affected.begun
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/bank/laws' }, { label: law.short }]}
        title={<span lang="zh-CN">{law.title}</span>}
        lead={<span lang="zh-CN">{law.field}</span>}
        actions={
          waiting > 0 && (
            <LinkButton to={`/bank/laws/${law.id}/affected`} variant="primary">
              {m.law.affected(waiting)}
            </LinkButton>
          )
        }
      />
      <Done what={answer ? null : query.get('done')} />
      <VersionTable law={law} versions={versions} current={shown?.version.version ?? null} />
      {shown && <LawTextPanel shown={shown} mayWrite={mayWrite} />}
      {mayWrite && <EndForm versions={versions} current={shown?.version ?? null} answer={answer ?? null} />}
    </>
  )
}

function Done({ what }: { what: string | null }) {
  const m = useMessages(lawMessages).law
  if (what !== 'imported' && what !== 'end') return null
  return (
    <Notice tone="success" role="status">
      {what === 'imported' ? m.imported : m.endSet}
    </Notice>
  )
}
