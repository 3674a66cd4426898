import type { Blueprint } from '../blueprint.ts'
import { type Random, randomFrom, shuffled } from '../random.ts'
import type { AssembledItem, Candidate } from './candidate.ts'
import { type Draft, type Frame } from './draft.ts'
import { draw } from './draw.ts'
import { evenOut, wander } from './even-out.ts'
import type { IndexedBank } from './index-bank.ts'
import { draftOf, prepare, type Prepared } from './prepare.ts'

/**
 * Assembles one paper: the same blueprint, bank, seed and trades give the same paper, whatever order the bank is read in.
 *
 * A paper is drawn; where the bank is so scarce that enemies leave a cell unfilled, or the ease cannot be brought near
 * enough, another is drawn. After some tries the paper that proves the blueprint is taken and its questions are exchanged
 * at random for others of their groups, which is always possible: so what is proved never fails. Every question that
 * stands in some right paper has a chance, since every right paper can be drawn at the first try.
 *
 * @throws {Error} If the bank cannot fill the blueprint; call `proveFillable` before publishing.
 */
export function assemblePaper(
  blueprint: Blueprint,
  bank: IndexedBank,
  { seed, trades }: { seed: string; trades: readonly string[] },
): AssembledItem[] {
  const prepared = prepare(blueprint, bank, trades)
  const [short] = prepared.shortages
  if (short)
    throw new Error(`The bank cannot fill part ${short.part + 1} (${short.kind}, ${short.difficulty}).`)
  const random = randomFrom(seed)
  const frame = { plan: prepared.plan, bank }
  return printed(drawEven(prepared, frame, random), frame, random)
}

const mostDraws = 12

function drawEven(prepared: Prepared, frame: Frame, random: Random): Draft {
  const aim = { target: prepared.target, tolerance: prepared.tolerance, random }
  for (let tries = 0; tries < mostDraws; tries += 1) {
    const { draft, missing } = draw(frame, random)
    if (missing.length === 0 && evenOut(draft, frame, aim)) return draft
  }
  const draft = draftOf(prepared, frame)
  wander(draft, frame, aim)
  return draft
}

/** The items in the order of the paper: part by part, the blocks of a part shuffled, a case together and in order. */
function printed({ entries }: Draft, { plan, bank }: Frame, random: Random): AssembledItem[] {
  const byPart = plan.parts.map(() => [] as Candidate[][])
  for (const { cell, block } of entries)
    byPart[plan.cells[cell]?.part ?? 0]?.push([...(bank.blocks[block]?.questions ?? [])])
  return plan.parts
    .flatMap(({ marks }, part) =>
      shuffled(byPart[part] ?? [], random).flatMap((questions) =>
        questions.map((question) => ({ question, marks })),
      ),
    )
    .map(({ question, marks }, index) => ({
      itemId: `i${index + 1}`,
      questionVersionId: question.versionId,
      kind: question.kind,
      options: optionOrder(question, random),
      marks,
    }))
}

/** Right and wrong keep their order; of other kinds those options are shuffled that are not pinned to their places. */
function optionOrder({ kind, options }: Candidate, random: Random): string[] {
  if (kind === 'true-false') return options.map(({ id }) => id)
  const loose = shuffled(
    options.filter(({ pinned }) => pinned !== true).map(({ id }) => id),
    random,
  )
  return options.map(({ id, pinned }) => (pinned === true ? id : (loose.pop() ?? id)))
}
