import { gradePaper } from '#app/domain/grading.ts'
import { type ExamTally, newTally, type TalliedItem, tallyPaper } from '#app/domain/item-analysis-tally.ts'
import { secondsPerItem } from '#app/domain/item-analysis-time.ts'
import type { Db } from '#db/client.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import { type ExamKey, readExamKeys } from '#db/queries/exam-keys.ts'
import {
  listCountedAttempts,
  listLogs,
  listPapersAfter,
  type LoggedResponse,
  readOptionIds,
} from '#db/queries/item-statistics.ts'
import type { PaperItem } from '#db/schema/attempts.ts'

/** An exam's papers and counted attempts, read through once. */
export type Gathered = {
  tally: ExamTally
  papers: number
  /** Papers that had a version, sat or not. */
  exposure: Map<string, number>
  versions: Map<string, AskedItem>
}

/** What is known of a version in this exam. */
export type AskedItem = Pick<ExamKey, 'key'> & { options: readonly string[] }

/** Papers read and graded at once: a few milliseconds of work between two looks at the other requests. */
const BATCH = 50

const first = '00000000-0000-0000-0000-000000000000'

/**
 * Reads every paper of an exam and grades the counted attempts as they count today, in batches: however large the exam,
 * a running one beside it waits for no more than a batch. Nothing is locked.
 */
export async function gatherExam(tx: Db, exam: ExamRow): Promise<Gathered> {
  const counted = new Map((await listCountedAttempts(tx, exam.id)).map((one) => [one.paperId, one]))
  const gathered: Gathered = { tally: newTally(), papers: 0, exposure: new Map(), versions: new Map() }
  let after = first
  for (;;) {
    const papers = await listPapersAfter(tx, { examId: exam.id, after, limit: BATCH })
    const last = papers.at(-1)
    if (!last) return gathered
    after = last.id
    await learnVersions(tx, exam.id, { papers, versions: gathered.versions })
    const sat = papers.flatMap(({ id, items }) => {
      const attempt = counted.get(id)
      return attempt ? [{ ...attempt, items }] : []
    })
    const logs = await readLogs(
      tx,
      exam.id,
      sat.map(({ attemptId }) => attemptId),
    )
    countPapers(gathered, papers)
    for (const { attemptId, startedAtMs, items } of sat) {
      const log = logs.get(attemptId) ?? []
      tallyPaper(gathered.tally, answeredItems(exam, { items, startedAtMs, log }, gathered.versions))
    }
  }
}

type Paper = { id: string; items: readonly PaperItem[] }

async function learnVersions(
  tx: Db,
  examId: string,
  { papers, versions }: { papers: readonly Paper[]; versions: Map<string, AskedItem> },
): Promise<void> {
  const ids = papers.flatMap(({ items }) => items.map(({ questionVersionId }) => questionVersionId))
  const unknown = [...new Set(ids)].filter((id) => !versions.has(id))
  if (unknown.length === 0) return
  const keys = await readExamKeys(tx, examId, unknown)
  const options = await readOptionIds(tx, unknown)
  for (const id of unknown) {
    const known = keys.get(id)
    if (!known) throw new Error(`Question version ${id} is missing.`)
    versions.set(id, { key: known.key, options: options.get(id) ?? [] })
  }
}

async function readLogs(tx: Db, examId: string, attemptIds: readonly string[]) {
  const logs = new Map<string, LoggedResponse[]>(attemptIds.map((id) => [id, []]))
  if (attemptIds.length === 0) return logs
  for (const row of await listLogs(tx, { examId, attemptIds })) logs.get(row.attemptId)?.push(row)
  return logs
}

function countPapers(gathered: Gathered, papers: readonly Paper[]): void {
  gathered.papers += papers.length
  for (const { items } of papers)
    for (const { questionVersionId } of items)
      gathered.exposure.set(questionVersionId, (gathered.exposure.get(questionVersionId) ?? 0) + 1)
}

type Sat = { items: readonly PaperItem[]; startedAtMs: number; log: readonly LoggedResponse[] }

function answeredItems(
  exam: ExamRow,
  { items, startedAtMs, log }: Sat,
  versions: ReadonlyMap<string, AskedItem>,
): TalliedItem[] {
  const keyed = items.map((item) => ({ ...item, key: versions.get(item.questionVersionId)?.key ?? null }))
  const responses = new Map(log.map(({ itemId, response }) => [itemId, response]))
  const seconds = secondsPerItem(startedAtMs, log)
  const grade = gradePaper(keyed, responses, exam.rules.multipleScoring)
  return keyed.map((item, place) => ({
    versionId: item.questionVersionId,
    marks: grade.items[place]?.marks ?? 0,
    full: item.marks,
    chosen: bitsOf(responses.get(item.itemId) ?? [], versions.get(item.questionVersionId)?.options ?? []),
    seconds: seconds.get(item.itemId) ?? 0,
    isVoid: item.key === null,
  }))
}

/** The chosen options as a set of bits, in the order of the version's options. */
function bitsOf(response: readonly string[], options: readonly string[]): number {
  return response.reduce((bits, id) => {
    const place = options.indexOf(id)
    return place < 0 ? bits : bits | (1 << place)
  }, 0)
}
