import { formatTime } from '#app/components/format-time.ts'
import { useInLanguage } from '#app/components/in-language.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { EffectRow, EffectView } from '#app/services/regrade/read-effect.ts'
import type { KeyFixView } from '#app/services/regrade/read-key-fix.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Stat, StatRow } from '#app/ui/stat.tsx'
import { type Column, Table } from '#app/ui/table.tsx'

type EffectProps = { effect: EffectView; exam: KeyFixView['exam']; isWhole: boolean }

/** What a correction would do or did: in numbers, and attempt by attempt. */
export function Effect({ effect, exam, isWhole }: EffectProps) {
  const m = useMessages(regradeMessages).effects
  const locale = useLocale()
  const { counts, withheldUntil, broken } = effect
  return (
    <>
      {broken > 0 && (
        <Notice tone="danger" title={m.broken(broken)}>
          {m.brokenNext}
        </Notice>
      )}
      <Panel title={m[effect.tense]}>
        {!isWhole && <p>{m.inRegion}</p>}
        {withheldUntil && (
          <Notice title={m.withheld}>{m.withheldUntil(formatTime(withheldUntil, 'datetime', locale))}</Notice>
        )}
        <StatRow>
          {counts.attempts !== null && (
            <Stat label={m.attempts} value={figure(counts.attempts)} parts={m.attemptsParts} />
          )}
          {!withheldUntil && <Changes counts={counts} />}
        </StatRow>
      </Panel>
      {!withheldUntil && <People effect={effect} exam={exam} />}
    </>
  )
}

function Changes({ counts }: { counts: EffectView['counts'] }) {
  const m = useMessages(regradeMessages).effects
  return (
    <>
      <Stat
        label={m.changed}
        value={figure(counts.changed)}
        parts={m.changedParts(counts.raised, counts.lowered)}
      />
      <Stat label={m.nowPass} value={figure(counts.nowPass)} parts={m.people} />
      <Stat label={m.nowFail} value={figure(counts.nowFail)} parts={m.people} />
    </>
  )
}

const figure = (value: number) => value.toLocaleString('en-US')

function People({ effect, exam }: Omit<EffectProps, 'isWhole'>) {
  const m = useMessages(regradeMessages).effects
  const columns = useColumns(exam.maxTries > 1)
  const isDone = effect.tense !== 'would'
  return (
    <>
      <Panel title={m.list} flush>
        <Table
          caption={m.list}
          columns={columns}
          rows={effect.rows}
          rowKey={({ attemptId }) => attemptId}
          empty={
            <EmptyState title={isDone ? m.noneDone : m.none}>
              {isDone ? m.noneDoneNext : m.noneNext}
            </EmptyState>
          }
          stacked
        />
      </Panel>
      {effect.rows.length > 0 && (
        <Pagination page={effect.page} pageCount={effect.pageCount} total={effect.counts.changed} />
      )}
    </>
  )
}

function useColumns(hasTries: boolean): Column<EffectRow>[] {
  const m = useMessages(regradeMessages).effects
  const inLanguage = useInLanguage()
  const word = (passed: boolean) => (passed ? m.passed : m.failed)
  return [
    { key: 'name', header: m.name, cell: ({ name }) => <span lang="zh-CN">{name}</span> },
    { key: 'employeeNo', header: m.employeeNo, cell: ({ employeeNo }) => employeeNo },
    { key: 'unit', header: m.unit, cell: ({ unitZh, unitEn }) => inLanguage(unitZh, unitEn) },
    ...(hasTries ? [{ key: 'try', header: m.try, cell: ({ tryNo }: EffectRow) => m.tryNo(tryNo) }] : []),
    {
      key: 'score',
      header: m.score,
      numeric: true,
      cell: ({ scoreBefore, scoreAfter }) => m.from(String(scoreBefore), String(scoreAfter)),
    },
    {
      key: 'outcome',
      header: m.outcome,
      cell: (row) => {
        if (row.void) return m.void
        if (row.passedBefore === row.passedAfter) return word(row.passedAfter)
        return <strong>{m.from(word(row.passedBefore), word(row.passedAfter))}</strong>
      },
    },
  ]
}
