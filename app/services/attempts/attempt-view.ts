import { type ClockReading, readClock } from '#app/domain/clock.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptRow,
  currentResponses,
  readQuestionVersions,
  requirePaper,
} from '#db/queries/attempts.ts'

/** The paper as a candidate sees it: no keys, opaque option ids, marks as points. */
export type PaperView = {
  items: {
    itemId: string
    kind: 'single' | 'multiple' | 'true-false'
    stem: string
    /** The case that the question is about. */
    material?: string
    options: { id: string; text: string }[]
    points: number
  }[]
}

export type AttemptView = {
  attemptId: string
  registrationId: string
  savedSeq: number
  clock: ClockReading
  paper: PaperView
  responses: { itemId: string; response: string[]; seq: number; savedAt: Date }[]
}

/** Reads an attempt with its paper and current answers. */
export async function viewAttempt(db: Db, attempt: AttemptRow, now: Date): Promise<AttemptView> {
  const paper = await requirePaper(db, attempt.paperId)
  const versions = await readQuestionVersions(
    db,
    paper.items.map((item) => item.questionVersionId),
  )
  const responses = await currentResponses(db, { examId: attempt.examId, attemptId: attempt.id })
  return {
    attemptId: attempt.id,
    registrationId: attempt.registrationId,
    savedSeq: attempt.savedSeq,
    clock: readClock(attempt, now),
    paper: {
      items: paper.items.map((item) => {
        const version = versions.get(item.questionVersionId)
        if (!version) throw new Error(`Question version ${item.questionVersionId} is missing.`)
        const text = new Map(version.options.map((option) => [option.id, option.text]))
        return {
          itemId: item.itemId,
          kind: version.kind,
          stem: version.stem,
          ...(version.material === null ? {} : { material: version.material }),
          options: item.options.map((id) => ({ id, text: text.get(id) ?? '' })),
          points: item.marks / 100,
        }
      }),
    },
    responses: responses.map(({ itemId, response, seq, serverAt }) => ({
      itemId,
      response,
      seq,
      savedAt: serverAt,
    })),
  }
}
