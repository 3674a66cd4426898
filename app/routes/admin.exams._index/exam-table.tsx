import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { useInLanguage } from '#app/components/in-language.ts'
import { Time } from '#app/components/time.tsx'
import { pointsText } from '#app/domain/blueprint-draft.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ExamLine } from '#app/services/exam-drafts/read-exam.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Table } from '#app/ui/table.tsx'

import styles from './exams.module.css'

type ExamTableProps = { caption: string; exams: readonly ExamLine[]; empty?: ReactNode }

/** Exams of the region, with what can be done with each. */
export function ExamTable({ caption, exams, empty }: ExamTableProps) {
  const m = useMessages(examsMessages)
  const name = useInLanguage()
  return (
    <Table
      caption={caption}
      rows={exams}
      rowKey={({ id }) => id}
      stacked
      empty={empty}
      columns={[
        {
          key: 'exam',
          header: m.columns.exam,
          cell: ({ id, titleZh, titleEn, campaignZh, campaignEn }) => (
            <>
              <Link to={`/admin/exams/${id}`}>{name(titleZh, titleEn)}</Link>
              <span className={styles.line}>{name(campaignZh, campaignEn)}</span>
            </>
          ),
        },
        {
          key: 'kind',
          header: m.columns.kind,
          cell: ({ kind }) => <span className={styles.day}>{m.kinds[kind]}</span>,
        },
        {
          key: 'paper',
          header: m.columns.paper,
          cell: ({ items, fullMarks, passMarks }) =>
            m.paper(items, pointsText(fullMarks), pointsText(passMarks)),
        },
        {
          key: 'window',
          header: m.columns.window,
          cell: ({ opensAt, closesAt }) =>
            opensAt && closesAt ? (
              <>
                <span className={styles.day}>
                  <Time at={opensAt} style="day" />
                </span>{' '}
                {m.until}{' '}
                <span className={styles.day}>
                  <Time at={closesAt} style="day" />
                </span>
              </>
            ) : (
              m.bySittings
            ),
        },
        { key: 'act', header: m.columns.act, cell: (exam) => <Acts exam={exam} /> },
      ]}
    />
  )
}

type Act = 'edit' | 'copy' | 'archive' | 'restore' | 'statistics'

function actsOf({ publishedAt, archivedAt }: ExamLine): readonly Act[] {
  if (publishedAt) return ['statistics', 'copy']
  return archivedAt ? ['restore'] : ['edit', 'copy', 'archive']
}

function Acts({ exam }: { exam: ExamLine }) {
  const m = useMessages(examsMessages)
  const name = useInLanguage()(exam.titleZh, exam.titleEn)
  return (
    <Form method="post" action={`/admin/exams/${exam.id}`} className={styles.acts}>
      {actsOf(exam).map((act) => {
        const label = m.actFor(m.acts[act], name)
        if (act === 'edit' || act === 'statistics') {
          const to = act === 'edit' ? `/admin/exams/${exam.id}/edit` : `/statistics/${exam.id}`
          return (
            <LinkButton key={act} size="small" to={to} aria-label={label}>
              {m.acts[act]}
            </LinkButton>
          )
        }
        return (
          <Button key={act} size="small" name="intent" value={act} aria-label={label}>
            {m.acts[act]}
          </Button>
        )
      })}
    </Form>
  )
}
