import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { type ReactNode, useState } from 'react'

import { formatTime } from '#app/components/format-time.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { shellMessages } from '#app/i18n/shell.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { PersonLine } from '#app/services/administration/search-people.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { ConfirmDialog } from '#app/ui/confirm-dialog.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './accounts.module.css'

type Act = 'open' | 'issue-code' | 'unlock' | 'disable' | 'enable'

/** What makes sense in which state; unlocking first, because somebody is waiting for it. */
const actsOf = {
  none: ['open'],
  'not-activated': ['issue-code', 'disable'],
  active: ['issue-code', 'disable'],
  locked: ['unlock', 'issue-code', 'disable'],
  disabled: ['enable'],
} satisfies Record<PersonLine['state'], Act[]>

const tones = {
  none: 'neutral',
  'not-activated': 'info',
  active: 'success',
  locked: 'warning',
  disabled: 'danger',
} satisfies Record<PersonLine['state'], BadgeTone>

/** Whom the search found, each with what can be done for them. */
export function PeopleTable({ people, empty }: { people: readonly PersonLine[]; empty: ReactNode }) {
  const m = useMessages(adminMessages).search
  const name = useInLanguage()
  const columns: Column<PersonLine>[] = [
    {
      key: 'name',
      header: m.columns.name,
      cell: (person) => <span className={styles.unbroken}>{person.name}</span>,
    },
    { key: 'number', header: m.columns.number, cell: ({ number }) => number },
    { key: 'unit', header: m.columns.unit, cell: ({ unitZh, unitEn }) => name(unitZh ?? '—', unitEn ?? '—') },
    { key: 'roles', header: m.columns.roles, cell: (person) => <Roles person={person} /> },
    { key: 'state', header: m.columns.state, cell: (person) => <State person={person} /> },
    { key: 'act', header: m.columns.act, cell: (person) => <Acts person={person} /> },
  ]
  return (
    <Table
      caption={m.caption}
      columns={columns}
      rows={people}
      rowKey={({ accountId, personId }) => accountId ?? personId ?? ''}
      empty={empty}
      stacked
    />
  )
}

function Roles({ person: { roles } }: { person: PersonLine }) {
  const words = useMessages(shellMessages)
  const name = useInLanguage()
  if (roles.length === 0) return <>—</>
  return (
    <>
      {roles.map(({ role, unitZh, unitEn }) => (
        <span key={`${role} ${unitZh}`} className={styles.line}>
          {words.roles[role]}
          {unitZh && unitEn && ` · ${name(unitZh, unitEn)}`}
        </span>
      ))}
    </>
  )
}

function State({ person: { state, lockedUntil } }: { person: PersonLine }) {
  const m = useMessages(adminMessages).search
  const locale = useLocale()
  return (
    <Badge tone={tones[state]}>
      {state === 'locked' && lockedUntil
        ? m.lockedUntil(formatTime(lockedUntil, 'time', locale))
        : m.states[state]}
    </Badge>
  )
}

function Acts({ person }: { person: PersonLine }) {
  const m = useMessages(adminMessages).search
  const { formData } = useNavigation()
  const submit = useSubmit()
  const [asking, setAsking] = useState(false)
  if (!person.manageable) return <span className={styles.soft}>{person.isOwn ? m.own : m.notManageable}</span>
  const id = person.accountId ?? person.personId ?? ''
  return (
    <Form method="post" className={styles.acts} preventScrollReset>
      <input type="hidden" name="id" value={id} />
      {actsOf[person.state].map((act) => (
        <Button
          key={act}
          size="small"
          name="intent"
          value={act}
          busy={formData?.get('id') === id && formData.get('intent') === act}
          aria-label={m.actFor(m.acts[act], person.name)}
          onClick={(event) => {
            if (act !== 'disable') return
            // Without the page's script it is done at once: it can be undone.
            event.preventDefault()
            setAsking(true)
          }}
        >
          {m.acts[act]}
        </Button>
      ))}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          submit({ id, intent: 'disable' }, { method: 'post', preventScrollReset: true })
        }}
        title={m.disabling.title(person.name)}
        confirmLabel={m.acts.disable}
      >
        {m.disabling.why}
      </ConfirmDialog>
    </Form>
  )
}
