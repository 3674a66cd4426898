/** The thread of `duplicate-finder.ts`: is sent texts, then finds the pairs that are much alike, answers, and ends. */
import { parentPort } from 'node:worker_threads'

import type { ComparedText } from '#db/queries/similar-questions.ts'
import { findNearDuplicates } from '#question-bank/near-duplicates.ts'

import type { AlikePair } from './duplicate-finder.ts'

/** Some texts, or `least`: all have been sent. */
export type DuplicatesTask = { texts: ComparedText[] } | { least: number }

const texts: ComparedText[] = []
parentPort?.on('message', (task: DuplicatesTask) => {
  if ('texts' in task) texts.push(...task.texts)
  else {
    parentPort?.postMessage(findPairs(task.least))
    parentPort?.close()
  }
})

/** Pairs of versions of different questions; those of one case are left out, since they share its material. */
function findPairs(least: number): AlikePair[] {
  const byId = new Map(texts.map((one) => [one.versionId, one]))
  const named = texts.map(({ versionId, text }) => ({ id: versionId, text }))
  return findNearDuplicates(named, least).flatMap((pair) => {
    const [one, other] = [byId.get(pair.one), byId.get(pair.other)]
    if (!one || !other || one.questionId === other.questionId) return []
    if (one.caseCode !== null && one.caseCode === other.caseCode) return []
    return [{ one: idsOf(one), other: idsOf(other), similarity: pair.similarity }]
  })
}

const idsOf = ({ versionId, questionId }: ComparedText) => ({ versionId, questionId })
