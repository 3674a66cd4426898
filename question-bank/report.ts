import { audiences, difficulties, kinds, type LawRecord, type WrittenLaw } from './question.ts'
import { trades } from './trades.ts'

type Bank = { laws: readonly LawRecord[]; files: readonly { content: WrittenLaw }[] }

const kindLetters = { single: 'S', multiple: 'M', 'true-false': 'T' }

/**
 * What the bank has, as lines of Markdown tables: by law, the largest first, by readers, and by trade. Each kind is split
 * into easy/medium/hard, then come how many questions are in cases and how many differ from an older rule. A question that
 * is for several readers or trades is counted with each of them.
 */
export function reportBank({ laws, files }: Bank): string[] {
  const names = new Map(laws.map(({ id, short }) => [id, short]))
  const rows = files
    .map(({ content }) => ({ name: names.get(content.law) ?? content.law, questions: content.questions }))
    .sort((a, b) => b.questions.length - a.questions.length)
  const every = { name: 'together', questions: rows.flatMap(({ questions }) => questions) }
  const those = (name: string, isMeant: (one: WrittenLaw['questions'][number]) => boolean) => ({
    name,
    questions: every.questions.filter(isMeant),
  })
  return [
    ...tableOf('law', [...rows, every]),
    keyLine(every.questions),
    '',
    ...tableOf(
      'for',
      audiences.map((reader) => those(reader, ({ audience }) => audience.includes(reader))),
    ),
    '',
    ...tableOf('trade', [
      those('none (common)', (one) => one.trades.length === 0),
      ...trades
        .map((trade) => those(trade, (one) => one.trades.includes(trade)))
        .filter(({ questions }) => questions.length > 0),
    ]),
  ]
}

type Row = { name: string; questions: WrittenLaw['questions'] }

function tableOf(first: string, rows: readonly Row[]): string[] {
  const heads = kinds.map((kind) => `${kind} e/m/h`)
  return [
    `| ${first} | questions | ${heads.join(' | ')} | in cases | changed |`,
    `| --- |${' --- |'.repeat(kinds.length + 3)}`,
    ...rows.map(lineOf),
  ]
}

function lineOf({ name, questions }: Row): string {
  const cells = kinds.map((kind) =>
    difficulties
      .map(
        (difficulty) => questions.filter((one) => one.kind === kind && one.difficulty === difficulty).length,
      )
      .join('/'),
  )
  const inCases = questions.filter((one) => one.case !== undefined).length
  const changed = questions.filter((one) => one.changed !== undefined).length
  return `| ${name} | ${questions.length} | ${cells.join(' | ')} | ${inCases} | ${changed} |`
}

/** How the keys are spread: a bank whose answer is mostly C can be guessed. */
function keyLine(questions: WrittenLaw['questions']): string {
  const spread = kinds.map((kind) => {
    const counts = new Map<string, number>()
    for (const { key } of questions.filter((one) => one.kind === kind)) {
      const place = kind === 'multiple' ? `${key.length} right` : key
      counts.set(place, (counts.get(place) ?? 0) + 1)
    }
    const parts = [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([place, count]) => `${place} ${count}`)
    return `${kindLetters[kind]}: ${parts.join(', ')}`
  })
  return `Keys: ${spread.join('; ')}`
}
