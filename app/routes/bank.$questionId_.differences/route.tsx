import { Form, type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { MarkedText } from '#app/components/laws/marked-text.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { readTwoVersions } from '#app/services/questions/compare-question.ts'
import { Button } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'
import { markChanges } from '#question-bank/laws/mark-changes.ts'

import styles from './differences.module.css'
import { readParts } from './read-parts.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const [from, to] = [Number(query.get('from')), Number(query.get('to'))]
  const view = await readTwoVersions(staff, params.questionId ?? '', { from, to })
  if (!view.ok) throw data(null, { status: 404 })
  const words = {
    m: messagesOf(bankQuestionMessages, context.locale),
    bank: messagesOf(bankMessages, context.locale),
    locale: context.locale,
  }
  const { older, newer, ...facts } = view.value
  const after = readParts(newer, words)
  // Compared here, so that the comparing stays out of the browser's program.
  const parts = readParts(older, words).map(({ name, text }, index) => {
    const now = after[index]?.text ?? ''
    return { name, isChanged: text !== now, ...markChanges(text, now) }
  })
  return { ...facts, from: older.version, to: newer.version, parts }
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => messagesOf(bankQuestionMessages, locale).differences.title(page?.code ?? ''))

export default function Differences() {
  const m = useMessages(bankQuestionMessages)
  const { title } = useMessages(bankMessages)
  const locale = useLocale()
  const { questionId, code, from, to, parts, versions } = useLoaderData<typeof loader>()
  const changed = parts.filter(({ isChanged }) => isChanged)
  const heading = m.differences.title(code)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: title, to: '/bank' },
          { label: code, to: `/bank/${questionId}` },
          { label: heading },
        ]}
        title={heading}
        lead={changed.length === 0 ? m.differences.same : m.differences.lead(from, to)}
      />
      <Form method="get" aria-label={m.differences.choose}>
        <Toolbar>
          <VersionField name="from" label={m.compareFrom} chosen={from} versions={versions} />
          <VersionField name="to" label={m.compareTo} chosen={to} versions={versions} />
          <Button>{m.compareShow}</Button>
        </Toolbar>
      </Form>
      {changed.map(({ name, older, newer }) => (
        <Panel key={name} title={name}>
          <div className={styles.pair}>
            {[['older', from, older] as const, ['newer', to, newer] as const].map(
              ([side, version, marked]) => (
                <div key={side} className={styles.side}>
                  <p className={styles.version}>{m.version(version)}</p>
                  {marked.length === 0 ? (
                    <p>{m.differences.none}</p>
                  ) : (
                    <MarkedText parts={marked} side={side} />
                  )}
                </div>
              ),
            )}
          </div>
        </Panel>
      ))}
      {changed.length > 0 && changed.length < parts.length && (
        <p>
          {m.differences.unchanged}
          {locale === 'en' ? ': ' : '：'}
          {parts
            .filter(({ isChanged }) => !isChanged)
            .map(({ name }) => name)
            .join(' · ')}
        </p>
      )}
    </>
  )
}

type VersionFieldProps = { name: string; label: string; chosen: number; versions: readonly number[] }

function VersionField({ name, label, chosen, versions }: VersionFieldProps) {
  const m = useMessages(bankQuestionMessages)
  return (
    <SelectField label={label} name={name} defaultValue={String(chosen)} required={false}>
      {versions.map((version) => (
        <option key={version} value={version}>
          {m.version(version)}
        </option>
      ))}
    </SelectField>
  )
}
