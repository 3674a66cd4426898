import { Rate } from '#app/components/rate.tsx'
import { designMessages } from '#app/i18n/design.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { Skeleton } from '#app/ui/skeleton.tsx'
import { Stat, StatRow } from '#app/ui/stat.tsx'

import styles from './design.module.css'

const tones = ['neutral', 'info', 'active', 'success', 'warning', 'danger'] as const
const noticeTones = ['info', 'success', 'warning', 'danger'] as const

// The published figures of a real exam: 2,059 due, 2,014 sat, 1,992 passed.
const participation = { numerator: 2014, denominator: 2059 }
const pass = { numerator: 1992, denominator: 2059 }
const nearlyAll = { numerator: 149_994, denominator: 150_000 }

export function States() {
  const m = useMessages(designMessages)
  const parts = ({ numerator, denominator }: typeof pass) =>
    m.stats.due(numerator.toLocaleString('en-US'), denominator.toLocaleString('en-US'))
  return (
    <>
      <StatRow>
        <Stat label={m.stats.study} value={<Rate ratio={nearlyAll} />} parts={parts(nearlyAll)} />
        <Stat
          label={m.stats.participation}
          value={<Rate ratio={participation} />}
          parts={parts(participation)}
        />
        <Stat label={m.stats.pass} value={<Rate ratio={pass} />} parts={parts(pass)} />
        <Stat label={m.stats.mean} value="—" parts={m.table.none} />
      </StatRow>
      <div className={styles.pair}>
        <Panel title={m.sections.states}>
          <div className={styles.row}>
            {tones.map((tone) => (
              <Badge key={tone} tone={tone}>
                {m.badges[tone]}
              </Badge>
            ))}
            <Badge icon="lock">{m.badges.exempt}</Badge>
          </div>
          <Progress label={m.stats.progress} value={76} max={100} unit={m.stats.creditUnit} />
          <Progress label={m.stats.credits} value={60} max={60} unit={m.stats.creditUnit} />
          <Skeleton lines={3} />
        </Panel>
        <div className={styles.stack}>
          {noticeTones.map((tone) => {
            const [title, words] = m.notices[tone].split('|')
            return (
              <Notice key={tone} tone={tone} title={title}>
                {words}
              </Notice>
            )
          })}
        </div>
      </div>
    </>
  )
}
