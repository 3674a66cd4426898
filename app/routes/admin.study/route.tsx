import { type MetaFunction, useActionData, useLoaderData } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { wasTooLarge } from '#app/http/limit-body.ts'
import { readForm } from '#app/http/read-form.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { studyMessages } from '#app/i18n/study.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import {
  checkStudyFile,
  importableCampaigns,
  importStudyFile,
  type StudyRefusal,
} from '#app/services/study/import-study.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { CheckResult } from './check-result.tsx'
import { UploadForm } from './upload-form.tsx'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(studyMessages, locale).title)

export async function loader({ request, context }: LoaderFunctionArgs) {
  const campaigns = await importableCampaigns(requireStaff(context, request, ['administrator']))
  return campaigns.map(({ id, nameZh, nameEn, lockedAt, studyTotalTarget, studyCompulsoryTarget }) => ({
    id,
    nameZh,
    nameEn,
    isLocked: lockedAt !== null,
    studyTotalTarget,
    studyCompulsoryTarget,
  }))
}

/** The form's own parts come on top of the file. */
const mostBytes = 2 * 1024 * 1024 + 64 * 1024

const statuses = {
  'no-file': 400,
  'empty-file': 422,
  'too-large': 413,
  'too-many-rows': 413,
  'old-excel': 422,
  unreadable: 422,
  'missing-columns': 422,
  'not-checked': 409,
  locked: 409,
  'not-found': 404,
  'not-allowed': 403,
} satisfies Record<StudyRefusal | 'no-file', number>

export async function action({ request, context }: ActionFunctionArgs) {
  const staff = requireStaff(context, request, ['administrator'])
  // Before the body is read: what is too large is not taken into memory.
  if (isTooLarge(request)) return refused('too-large')
  const form = await readForm(request)
  const [file, campaignId, digest] = [form.get('file'), form.get('campaign'), form.get('digest')]
  if (!(file instanceof File) || file.name === '' || typeof campaignId !== 'string') return refused('no-file')
  const upload = { campaignId, file: new Uint8Array(await file.arrayBuffer()) }

  if (form.get('intent') === 'import') {
    const imported = await importStudyFile(staff, {
      ...upload,
      digest: typeof digest === 'string' ? digest : '',
    })
    return imported.ok
      ? { refusal: null, check: imported.value, written: imported.value.written }
      : refused(imported.refusal)
  }
  const checked = await checkStudyFile(staff, upload)
  return checked.ok ? { refusal: null, check: checked.value, written: null } : refused(checked.refusal)
}

const isTooLarge = (request: Request) =>
  wasTooLarge(request) || Number(request.headers.get('Content-Length') ?? 0) > mostBytes

function refused(refusal: StudyRefusal | 'no-file') {
  return data({ refusal, check: null, written: null }, { status: statuses[refusal] })
}

export default function StudyImport() {
  const m = useMessages(studyMessages)
  const campaigns = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} />
      <AdminTabs />
      {campaigns.length === 0 ? (
        <Panel>
          <EmptyState title={m.noCampaign}>{m.noCampaignNext}</EmptyState>
        </Panel>
      ) : (
        <UploadForm campaigns={campaigns} answer={answer ?? null} />
      )}
      {answer?.check && <CheckResult check={answer.check} written={answer.written} />}
    </>
  )
}
