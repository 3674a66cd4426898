import { useInLanguage } from '#app/components/in-language.ts'
import { Time } from '#app/components/time.tsx'
import { pointsText } from '#app/domain/blueprint-draft.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ExamView } from '#app/services/exam-drafts/read-exam.ts'
import { type Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './exam.module.css'

/** The rules of an exam, as they will be printed. */
export function ExamFacts({ view }: { view: ExamView }) {
  const m = useMessages(examsMessages)
  const words = m.exam
  const name = useInLanguage()
  const { opensAt, closesAt, publishedAt, campaign } = view
  const items: (Definition | false)[] = [
    { term: words.campaign, description: name(campaign.nameZh, campaign.nameEn) },
    { term: words.region, description: name(view.unitZh, view.unitEn) },
    { term: words.kind, description: m.kinds[view.kind] },
    {
      term: words.window,
      description:
        opensAt && closesAt ? (
          <>
            <Time at={opensAt} /> {m.until} <Time at={closesAt} />
          </>
        ) : (
          m.bySittings
        ),
    },
    { term: words.minutes, description: words.minutesOf(Math.round(view.durationMs / 60_000)) },
    { term: words.pass, description: words.passOf(pointsText(view.passMarks), pointsText(view.fullMarks)) },
    { term: words.tries, description: view.maxTries },
    { term: words.multipleScoring, description: m.form.scorings[view.multipleScoring] },
    { term: words.release, description: m.form.releases[view.release] },
    { term: words.lawDate, description: view.lawDate },
    { term: words.due, description: words.people(view.due) },
    publishedAt !== null && { term: words.publishedAt, description: <Time at={publishedAt} /> },
  ]
  const known = items.filter((item) => item !== false)
  return (
    <Panel title={words.facts}>
      <div className={styles.facts}>
        <DefinitionList items={known.slice(0, 6)} />
        <DefinitionList items={known.slice(6)} />
      </div>
    </Panel>
  )
}
