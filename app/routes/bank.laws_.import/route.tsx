import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { wasTooLarge } from '#app/http/limit-body.ts'
import { readForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { importLaw, type LawImported } from '#app/services/laws/import-law.ts'
import { listLawChoices } from '#app/services/laws/law-choices.ts'
import { previewLaw } from '#app/services/laws/preview-law.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

import { LawPreview } from './law-preview.tsx'
import { readImport, readSource } from './read-import.ts'
import { RegisterForm } from './register-form.tsx'
import { SourceForm } from './source-form.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  return {
    ...(await listLawChoices(author)),
    today: formatTime(context.now, 'day', context.locale),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const author = requireStaff(context, request, ['author'])
  if (wasTooLarge(request)) return refused('too-large', 413)
  const form = await readForm(request)
  if (form.get('intent') === 'import') {
    const said = readImport(form)
    const imported = await importLaw(author, said, formatTime(context.now, 'day', context.locale))
    if (imported.ok) {
      const { lawId, version } = imported.value
      return redirect(`/bank/laws/${lawId}?version=${version}&done=imported`)
    }
    const preview = await previewLaw(author, { text: said.text })
    return preview.ok
      ? data(
          { preview: preview.value, said, refused: imported, refusal: null },
          { status: statusOf(imported) },
        )
      : refused(preview.refusal, 422)
  }
  const preview = await previewLaw(author, await readSource(form))
  return preview.ok
    ? data({ preview: preview.value, said: null, refused: null, refusal: null })
    : refused(preview.refusal, preview.refusal === 'too-large' ? 413 : 422)
}

type Refusal = Exclude<Awaited<ReturnType<typeof previewLaw>>, { ok: true }>['refusal']

const refused = (refusal: Refusal, status: number) =>
  data({ preview: null, said: null, refused: null, refusal }, { status })

const statusOf = ({ refusal }: Extract<LawImported, { ok: false }>) => (refusal === 'faulty' ? 422 : 409)

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(lawMessages, locale).importing.title)

export default function ImportLaw() {
  const m = useMessages(lawMessages)
  const { laws, fields, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.title, to: '/bank/laws' }, { label: m.importing.title }]}
        title={m.importing.title}
        lead={m.importing.lead}
      />
      {answer?.preview ? (
        <>
          <LawPreview preview={answer.preview} />
          <RegisterForm {...{ laws, fields, today, ...answer }} preview={answer.preview} />
        </>
      ) : (
        <SourceForm refusal={answer?.refusal ?? null} />
      )}
    </>
  )
}
