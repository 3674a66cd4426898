import type { MetaFunction } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { pageTitle } from '#app/components/shell/page-title.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { designMessages } from '#app/i18n/design.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { ActionsAndFields } from './actions-and-fields.tsx'
import { Dialogs } from './dialogs.tsx'
import { Foundations } from './foundations.tsx'
import { Lists } from './lists.tsx'
import { People } from './people.tsx'
import { States } from './states.tsx'

/** For those who build pages; readers of a real installation find nothing here. */
export function loader({ context }: LoaderFunctionArgs) {
  if (!context.config.development) throw data(null, { status: 404 })
  return null
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(designMessages, locale).title)

export default function Design() {
  const m = useMessages(designMessages)
  return (
    <>
      <PageHeader
        crumbs={[{ label: m.area, to: '/design' }, { label: m.title }]}
        title={m.title}
        lead={m.lead}
      />
      <NextStep
        title={m.nextStep.title}
        action={
          <LinkButton to="/design" variant="primary" size="large" icon="print">
            {m.nextStep.action}
          </LinkButton>
        }
      >
        {m.nextStep.why}
      </NextStep>
      <States />
      <ActionsAndFields />
      <Lists />
      <People />
      <Dialogs />
      <Foundations />
    </>
  )
}
