import type { Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { type AffectedQuestion, listAffected } from '#db/queries/law-change.ts'
import { type LawRow, listVersionsOfLaw } from '#db/queries/laws.ts'
import { type Carried, carryQuestion } from '#question-bank/laws/carry-question.ts'
import { type Proposal, proposeCitations } from '#question-bank/laws/propose-citation.ts'
import { successorOf } from '#question-bank/laws/version-periods.ts'

import type { CarryWork } from '#app/domain/carry-work.ts'
import { type ComparedTexts, compareTexts } from './compare-versions.ts'

export type VersionOfLaw = Awaited<ReturnType<typeof listVersionsOfLaw>>[number]

/** From the version that a question cites to the one that it should cite. */
export type Step = {
  from: VersionOfLaw
  /** Null after a repeal. */
  to: VersionOfLaw | null
  /** Null without a successor, or while a text is missing. */
  texts: ComparedTexts | null
  /** Why there are no texts. */
  missing: 'repealed' | 'no-text' | 'failed' | null
}

/** An affected question with what is proposed for it. */
export type Affected = AffectedQuestion & {
  step: Step
  /** The likeliest first; empty when its article is gone or nothing can be compared. */
  proposals: Proposal[]
  /** Its words with the numbers of the likeliest proposal. */
  carried: Carried | null
}

/** The affected questions of a law, and the steps that they have to take, one per version they cite. */
export async function findAffected(
  db: Db,
  law: LawRow,
  today: string,
): Promise<{ affected: Affected[]; steps: Step[] }> {
  const found = await listAffected(db, law.id)
  const versions = await listVersionsOfLaw(db, law.id)
  const cited = new Set(found.map(({ version }) => version.lawVersion))
  const steps: Step[] = []
  for (const from of versions.filter(({ version }) => cited.has(version)))
    steps.push(await stepFrom(db, versions, { from, today }))
  const affected = found.flatMap((one) => {
    const step = steps.find(({ from }) => from.version === one.version.lawVersion)
    return step ? [affectedOf(one, step, law)] : []
  })
  return { affected, steps }
}

async function stepFrom(
  db: Db,
  versions: readonly VersionOfLaw[],
  { from, today }: { from: VersionOfLaw; today: string },
): Promise<Step> {
  const to = successorOf(versions, from, today)
  if (!to) return { from, to, texts: null, missing: 'repealed' }
  const compared: Result<ComparedTexts, 'no-text' | 'failed'> = await compareTexts(
    { db },
    { lawId: from.lawId, from: from.version, to: to.version },
  )
  return compared.ok
    ? { from, to, texts: compared.value, missing: null }
    : { from, to, texts: null, missing: compared.refusal }
}

function affectedOf(question: AffectedQuestion, step: Step, law: LawRow): Affected {
  const { version } = question
  const { texts } = step
  if (!texts) return { ...question, step, proposals: [], carried: null }
  const words = [version.stem, ...version.options.map(({ text }) => text), version.explanation].join('\n')
  const cited = { article: version.article, words }
  const proposals = proposeCitations(cited, texts.changes, (label) => texts.newer.get(label) ?? '')
  const [first] = proposals
  return {
    ...question,
    step,
    proposals,
    carried: first ? carryTo(question, { step, law, to: first.label }) : null,
  }
}

/** The question's words with the numbers of the newer version, citing the article `to`. */
export function carryTo(
  { version }: Pick<AffectedQuestion, 'version'>,
  { step, law, to }: { step: Step; law: LawRow; to: string },
): Carried {
  const { stem, options, explanation, note, material, article } = version
  return carryQuestion(
    { stem, options, explanation, note, material },
    { from: article, to, changes: step.texts?.changes ?? [], lawNames: [law.short, law.title] },
  )
}

/** Which kind of work a question is. */
export function workOf({ begun, proposals, carried }: Affected): CarryWork {
  if (begun) return 'begun'
  if (proposals.length === 0) return 'none'
  return carried?.isRenumbering ? 'ready' : 'look'
}
