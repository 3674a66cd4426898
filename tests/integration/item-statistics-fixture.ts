import { randomUUID } from 'node:crypto'

import { gradePaper } from '#app/domain/grading.ts'
import { type ExamItemsView, readExamItems } from '#app/services/item-statistics/read-exam-items.ts'
import { readQuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import type { BankStaff } from '#app/services/questions/bank-staff.ts'
import type { NamedReader } from '#app/services/statistics/scope.ts'
import type { Db } from '#db/client.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { attempts, type AttemptState, papers, responses } from '#db/schema/attempts.ts'
import { questions, questionVersions } from '#db/schema/bank.ts'
import { registrations } from '#db/schema/campaigns.ts'
import { laws, lawVersions } from '#db/schema/laws.ts'
import { people, type RoleName } from '#db/schema/organisation.ts'
import { keyFixes } from '#db/schema/regrade.ts'

import { addAccount, addCampaign, addExam, addTree, day, type Exam, newPerson } from './statistics-fixture.ts'

export type Reader = NamedReader & BankStaff

export async function newReader(db: Db, ...roles: [RoleName, string | null][]): Promise<Reader> {
  const accountId = await addAccount(db, '命题员')
  return {
    ...{ db, accountId, name: '命题员' },
    viewer: { roles: roles.map(([role, unitId]) => ({ role, unitId })) },
  }
}

export type Asked = { questionId: string; versionId: string; key: string[] }
type Written = Partial<Pick<typeof questionVersions.$inferInsert, 'kind' | 'stem' | 'key' | 'options'>>

const four = ['A', 'B', 'C', 'D'].map((id) => ({ id, text: `选项${id}` }))

/** A single-choice question with the key A; with a `questionId`, another version of that question. */
export async function addQuestion(
  db: Db,
  { questionId, version = 1, ...written }: Written & { questionId?: string; version?: number } = {},
): Promise<Asked> {
  await db
    .insert(laws)
    .values({ id: 'xzcf', short: '行政处罚法', title: '中华人民共和国行政处罚法' })
    .onConflictDoNothing()
  await db
    .insert(lawVersions)
    .values({
      articleCount: 86,
      lawId: 'xzcf',
      version: '2021',
      promulgated: '2021-01-22',
      effectiveFrom: '2021-07-15',
      verifiedOn: '2026-07-01',
      source: 'x',
    })
    .onConflictDoNothing()
  const id = questionId ?? randomUUID()
  if (questionId === undefined) await db.insert(questions).values({ id, code: `xzcf-${id.slice(0, 8)}` })
  const versionId = randomUUID()
  const key = written.key ?? ['A']
  await db.insert(questionVersions).values({
    ...{ id: versionId, questionId: id, version, state: 'approved', origin: 'written' },
    ...{ kind: 'single', stem: `题干 ${id}`, options: four, key, explanation: '解析' },
    ...{ lawId: 'xzcf', lawVersion: '2021', article: '第十条', topic: '种类', difficulty: 'medium' },
    ...{ audience: ['general'], trades: [], digest: versionId },
    ...written,
  })
  return { questionId: id, versionId, key }
}

/** One candidate's attempt: the options chosen per item, in the order of the paper; null: left blank. */
export type Sat = {
  chosen: (string[] | null)[]
  state?: AttemptState
  /** The same number is the same person; without one, somebody new. */
  person?: number
  tryNo?: number
}

const MINUTE = 60_000
const begun = Date.UTC(2026, 8, 10, 2)

/** Lets people sit one paper: with papers, attempts, answers 30 seconds apart and scores by the versions' keys. */
export async function sit(
  db: Db,
  { exam, items, unitId }: { exam: Exam; items: readonly Asked[]; unitId: string },
  sitters: readonly Sat[],
): Promise<string[]> {
  const known = new Map<number, { personId: string; registrationId: string }>()
  const rows = sitters.map((sitter, place) => {
    const who = known.get(sitter.person ?? -1 - place) ?? {
      personId: randomUUID(),
      registrationId: randomUUID(),
    }
    known.set(sitter.person ?? -1 - place, who)
    return { sitter, place, ...who, ...attemptOf(exam, items, { ...who, sitter, place }) }
  })
  const everybody = [...new Map(rows.map((row) => [row.personId, row])).values()]
  await insertRows(
    db,
    people,
    everybody.map(({ personId }) => newPerson(unitId, { id: personId, idNumberHash: personId })),
  )
  await insertRows(
    db,
    registrations,
    everybody.map(({ personId, registrationId }) => ({ id: registrationId, examId: exam.id, personId })),
  )
  await insertRows(
    db,
    papers,
    rows.map(({ paper }) => paper),
  )
  await insertRows(
    db,
    attempts,
    rows.map(({ attempt }) => attempt),
  )
  await insertRows(
    db,
    responses,
    rows.flatMap(({ log }) => log),
  )
  return rows.map(({ attempt }) => attempt.id)
}

type Place = { personId: string; registrationId: string; sitter: Sat; place: number }

function attemptOf(exam: Exam, items: readonly Asked[], { personId, registrationId, sitter, place }: Place) {
  const [attemptId, paperId] = [randomUUID(), randomUUID()]
  const tryNo = sitter.tryNo ?? 1
  const startedAt = new Date(begun + tryNo * 60 * MINUTE + place * 1000)
  const closedAt = new Date(startedAt.getTime() + 30 * MINUTE)
  const listed = items.map(({ versionId }, index) => ({
    ...{ itemId: `item-${index + 1}`, questionVersionId: versionId, kind: 'single' as const },
    ...{ options: ['A', 'B', 'C', 'D'], marks: 100 },
  }))
  const answers = listed.flatMap(({ itemId }, index) => {
    const response = sitter.chosen[index]
    return response ? [{ itemId, response }] : []
  })
  const grade = gradePaper(
    listed.map((item, index) => ({ ...item, key: items[index]?.key ?? [] })),
    new Map(answers.map(({ itemId, response }) => [itemId, response])),
    exam.rules.multipleScoring,
  )
  const state = sitter.state ?? 'handed-in'
  const ids = { examId: exam.id, registrationId }
  return {
    paper: {
      ...{ ...ids, id: paperId, tryNo, seed: 's', bankDigest: 'b', items: listed, trades: [] },
      ...{ digest: 'd', createdAt: startedAt },
    },
    attempt: {
      ...{ ...ids, id: attemptId, personId, paperId, tryNo, state, startedAt, deadlineAt: closedAt },
      ...{ graceMs: 5000, givenMs: 0, generation: 1, savedSeq: answers.length, links: answers.length },
      ...{ sessionDigest: 's', chainHead: Buffer.alloc(32) },
      ...closing(state, { closedAt, answered: grade.answered, score: grade.score, passed: false }),
    },
    log: answers.map(({ itemId, response }, index) => ({
      ...{ examId: exam.id, attemptId, generation: 1, seq: index + 1, link: index + 1, itemId, response },
      serverAt: new Date(startedAt.getTime() + (index + 1) * 30_000),
      digest: Buffer.alloc(32, index),
    })),
  }
}

function closing(
  state: AttemptState,
  closed: { closedAt: Date; answered: number; score: number; passed: boolean },
) {
  const nothing = { closedAt: null, closedBy: null, answered: null, score: null, passed: null }
  const voided = { voidedAt: closed.closedAt, voidReason: '记录在案' }
  if (state === 'answering') return { ...nothing, voidedAt: null, voidReason: null }
  const done = { ...closed, closedBy: 'candidate' as const }
  return state === 'handed-in' ? { ...done, voidedAt: null, voidReason: null } : { ...done, ...voided }
}

/** A correction of a key in force. `newKey` null: the item is void. */
export async function correctKey(
  db: Db,
  examId: string,
  { versionId, newKey }: { versionId: string; newKey: string[] | null },
): Promise<void> {
  const effect = { attempts: 0, changed: 0, raised: 0, lowered: 0, nowPass: 0, nowFail: 0 }
  await db.insert(keyFixes).values({
    ...{ examId, questionVersionId: versionId, newKey, reason: '答案有误', state: 'applied', effect },
    ...{ proposedBy: await addAccount(db, '命题员'), proposedAt: new Date(begun) },
    ...{ decidedBy: await addAccount(db, '审题员'), decidedAt: new Date(begun) },
  })
}

/** A city with an exam that is over, and four questions. */
export async function newExam(db: Db, more: Partial<Exam> = {}) {
  const tree = await addTree(db)
  const campaign = await addCampaign(db, tree.city.id)
  const exam = await addExam(db, campaign, { opensAt: day(1), closesAt: day(2), ...more })
  const items: Asked[] = []
  for (let place = 0; place < 4; place += 1) items.push(await addQuestion(db))
  const author = await newReader(db, ['author', null])
  return { tree, campaign, exam, items, author, unitId: tree.audit.id }
}

/** Ten candidates of falling knowledge: the k-th has the first k of four items wrong, ever more of them. */
export const ladder: Sat[] = Array.from({ length: 10 }, (_, place) => ({
  chosen: [0, 1, 2, 3].map((item) => (place < 2 + 2 * item ? ['A'] : ['B'])),
}))

export const byCode = { key: 'code', descending: false } as const

export async function readItems(reader: Reader, examId: string): Promise<ExamItemsView> {
  const view = await readExamItems(reader, { examId, sorting: byCode, page: 1 })
  if (!view.ok) throw new Error(view.refusal)
  return view.value
}

/** The row of an item, by its question. */
export async function rowOf(reader: Reader, examId: string, { questionId }: Asked) {
  const { figures } = await readItems(reader, examId)
  const row = figures?.rows.find(({ question }) => question.questionId === questionId)
  if (!row) throw new Error('The item has no row.')
  return row
}

export async function pooledOf(reader: Reader, { questionId }: Asked) {
  const view = await readQuestionFigures(reader, questionId)
  if (!view.ok) throw new Error(view.refusal)
  return view.value
}
