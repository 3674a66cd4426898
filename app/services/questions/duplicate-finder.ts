import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

import type { Db } from '#db/client.ts'
import { readComparableState } from '#db/queries/question-pairs.ts'
import { listComparedTexts } from '#db/queries/similar-questions.ts'

import type { DuplicatesTask } from './duplicates-thread.ts'

/** Two versions of different questions, and how alike they are, 0 to 1. */
export type AlikePair = {
  one: { versionId: string; questionId: string }
  other: { versionId: string; questionId: string }
  similarity: number
}

/** Finds the near-duplicates of the whole bank, and keeps them until the bank changes. */
export type DuplicateFinder = {
  /**
   * All pairs that are alike by `leastAlike` or more, the most alike first.
   *
   * @returns Null when it took more than two minutes or 512 MB.
   */
  find(db: Db): Promise<AlikePair[] | null>
}

export const leastAlike = 0.4

/** Few enough that reading them holds nobody up. */
const textsAtOnce = 1000
const longestMs = 120_000
const mostMb = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 }

/**
 * 20,000 questions take seconds to compare (docs/evidence/bank-search.md): that is done in a thread of its own, once
 * for everybody who asks, and again only when a version has come or gone.
 */
export function newDuplicateFinder(): DuplicateFinder {
  let kept: { state: string; pairs: Promise<AlikePair[] | null> } | null = null
  return {
    find: async (db) => {
      const state = await readComparableState(db)
      if (kept?.state === state) return kept.pairs
      const pairs = findApart(db)
      kept = { state, pairs }
      const forget = () => {
        if (kept?.pairs === pairs) kept = null
      }
      pairs.then((found) => found ?? forget(), forget)
      return pairs
    },
  }
}

async function findApart(db: Db): Promise<AlikePair[] | null> {
  // The thread runs the source, from the built pages too.
  const program = createRequire(import.meta.url).resolve('#app/services/questions/duplicates-thread.ts')
  const thread = new Worker(program, { resourceLimits: mostMb })
  const late = setTimeout(() => void thread.terminate(), longestMs)
  const answer = new Promise<AlikePair[] | null>((resolve) => {
    thread.once('message', resolve)
    thread.once('error', () => resolve(null))
    thread.once('exit', () => resolve(null))
  })
  try {
    await sendTexts(db, (task) => thread.postMessage(task))
    return await answer
  } finally {
    clearTimeout(late)
    void thread.terminate()
  }
}

async function sendTexts(db: Db, send: (task: DuplicatesTask) => void): Promise<void> {
  let after: string | null = null
  do {
    const texts = await listComparedTexts(db, { after, limit: textsAtOnce })
    send({ texts })
    after = texts.length < textsAtOnce ? null : (texts.at(-1)?.versionId ?? null)
  } while (after !== null)
  send({ least: leastAlike })
}
