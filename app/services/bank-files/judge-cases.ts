import { cleanText } from '#question-bank/formats/clean-text.ts'
import { reject, type RowFault } from '#question-bank/formats/row-fault.ts'

import { caseSize } from '../questions/write-question.ts'
import type { ComparedRow } from './judge-against-bank.ts'

/** A question of the bank that belongs to a case and is not retired. */
export type CaseMember = { questionId: string; material: string }

/**
 * Keeps cases whole: all questions of one have the same material, and there are four of them at most. Rows that would
 * break that are rejected.
 *
 * @param bank The questions of the bank by the code of their case.
 */
export function judgeCases(
  rows: readonly ComparedRow[],
  bank: ReadonlyMap<string, readonly CaseMember[]>,
): ComparedRow[] {
  const inFile = new Set(rows.flatMap((row) => ('newest' in row ? [row.newest.questionId] : [])))
  const sizes = new Map<string, number>()
  return rows.map((row) => {
    if (row.verdict === 'rejected' || row.content.caseCode === null) return row
    const { caseCode, material } = row.content
    const others = (bank.get(caseCode) ?? []).filter(({ questionId }) => !inFile.has(questionId))
    const size = (sizes.get(caseCode) ?? others.length) + 1
    sizes.set(caseCode, size)
    if (row.verdict === 'unchanged') return row
    if (others.some((other) => cleanText(other.material) !== cleanText(material ?? '')))
      return rejected(row, 'case-conflict', caseCode)
    return size > caseSize.most ? rejected(row, 'case-full', caseCode) : row
  })
}

function rejected({ row, sheet, said }: ComparedRow, word: RowFault, about: string): ComparedRow {
  const { fault, detail } = reject(word, about)
  return { row, sheet, said, verdict: 'rejected', fault, detail }
}
