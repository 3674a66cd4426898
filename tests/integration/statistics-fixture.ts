import { randomUUID } from 'node:crypto'

import type { Db } from '#db/client.ts'
import { type AttemptState, attempts, papers } from '#db/schema/attempts.ts'
import {
  campaigns,
  exams,
  registrations,
  rollChanges,
  type RollClass,
  rollEntries,
  studyResults,
} from '#db/schema/campaigns.ts'
import { accounts, people, units } from '#db/schema/organisation.ts'
import { centres, rooms, sittings } from '#db/schema/sittings.ts'

export const fullMarks = 10_000
export const passMarks = 6_000
export const day = (n: number) => new Date(Date.UTC(2026, 8, n, 2))

type Level = 'city' | 'county' | 'department' | 'section'
export type Unit = { id: string; level: Level; path: string[]; parentId: string | null; nameZh: string }

/** A unit under another, with a code of its own so that several trees fit one database. */
export async function addUnit(
  db: Db,
  { level, nameZh, parent, rank = 0 }: { level: Level; nameZh: string; parent?: Unit; rank?: number },
): Promise<Unit> {
  const id = randomUUID()
  const unit = { id, level, nameZh, parentId: parent?.id ?? null, path: [...(parent?.path ?? []), id] }
  await db
    .insert(units)
    .values({ ...unit, code: `${String(rank).padStart(3, '0')}-${id}`, nameEn: `${nameZh} (en)`, rank })
  return unit
}

export type Tree = Record<
  | 'city'
  | 'east'
  | 'west'
  | 'finance'
  | 'budget'
  | 'audit'
  | 'eastPolice'
  | 'eastPatrol'
  | 'eastTax'
  | 'westPolice',
  Unit
>

/** City with two departments and two counties; two departments have a section. */
export async function addTree(db: Db): Promise<Tree> {
  const city = await addUnit(db, { level: 'city', nameZh: '云川市' })
  const finance = await addUnit(db, { level: 'department', nameZh: '财政局', parent: city, rank: 1 })
  const budget = await addUnit(db, { level: 'section', nameZh: '预算科', parent: finance })
  const audit = await addUnit(db, { level: 'department', nameZh: '审计局', parent: city, rank: 2 })
  const east = await addUnit(db, { level: 'county', nameZh: '东县', parent: city, rank: 3 })
  const eastPolice = await addUnit(db, { level: 'department', nameZh: '东县公安局', parent: east, rank: 1 })
  const eastPatrol = await addUnit(db, { level: 'section', nameZh: '巡警大队', parent: eastPolice })
  const eastTax = await addUnit(db, { level: 'department', nameZh: '东县税务局', parent: east, rank: 2 })
  const west = await addUnit(db, { level: 'county', nameZh: '西县', parent: city, rank: 4 })
  const westPolice = await addUnit(db, { level: 'department', nameZh: '西县公安局', parent: west, rank: 1 })
  return { city, east, west, finance, budget, audit, eastPolice, eastPatrol, eastTax, westPolice }
}

export type Campaign = typeof campaigns.$inferSelect
export type Exam = typeof exams.$inferSelect

export async function addCampaign(db: Db, unitId: string, more: Partial<Campaign> = {}): Promise<Campaign> {
  const [row] = await db
    .insert(campaigns)
    .values({
      unitId,
      nameZh: '2026年度学法考法',
      nameEn: 'Season 2026',
      cutOff: '2026-06-30',
      frozenAt: day(1),
      ...more,
    })
    .returning()
  if (!row) throw new Error('no campaign')
  return row
}

export async function addExam(db: Db, campaign: Campaign, more: Partial<Exam> = {}): Promise<Exam> {
  const [row] = await db
    .insert(exams)
    .values({
      campaignId: campaign.id,
      kind: 'online',
      titleZh: '网上统一考试',
      titleEn: 'Online exam',
      rules: { blueprint: {}, multipleScoring: 'all-or-nothing' },
      durationMs: 3_600_000,
      fullMarks,
      passMarks,
      maxTries: 3,
      opensAt: day(5),
      closesAt: day(25),
      lawDate: '2026-09-05',
      seed: 'seed',
      publishedAt: day(4),
      ...more,
    })
    .returning()
  if (!row) throw new Error('no exam')
  return row
}

export async function addSittings(db: Db, exam: Exam, unitId: string, starts: Date[]): Promise<string[]> {
  const [centre] = await db
    .insert(centres)
    .values({ unitId, nameZh: '市考试中心', nameEn: 'City centre', address: '—' })
    .returning()
  const [room] = await db
    .insert(rooms)
    .values({ centreId: centre?.id ?? '', nameZh: '一考场', nameEn: 'Room 1' })
    .returning()
  const rows = starts.map((startsAt) => ({
    id: randomUUID(),
    examId: exam.id,
    roomId: room?.id ?? '',
    startsAt,
  }))
  await db.insert(sittings).values(rows)
  return rows.map(({ id }) => id)
}

let serial = 0

/** A person in a unit; the employee number is unique in a test file and begins with zeros, which get lost in a number. */
export function newPerson(
  unitId: string,
  more: Partial<typeof people.$inferInsert> = {},
): typeof people.$inferInsert & { id: string; employeeNo: string } {
  serial += 1
  const id = randomUUID()
  return {
    id,
    employeeNo: String(serial).padStart(6, '0'),
    name: `人${serial}`,
    sex: 'f',
    idNumberCipher: 'x',
    idNumberHash: id,
    idNumberTail: '0000',
    unitId,
    birthDate: '1980-01-01',
    post: '科员',
    grade: '一级',
    category: 'civil-servant',
    ...more,
  }
}

export type FakeAttempt = {
  /** Index into the person's registrations. */
  registration: number
  tryNo: number
  state: AttemptState
  score: number | null
  closedAt?: Date
}
export type FakeRegistration = { sittingId: string | null; withdrawn: boolean }

export type FakePerson = {
  person: ReturnType<typeof newPerson>
  rollUnitId: string
  class: RollClass
  changes: { to: RollClass; changedAt: Date }[]
  credits: { total: number; compulsory: number } | null
  registrations: FakeRegistration[]
  attempts: FakeAttempt[]
}

/** A due person of a unit who has done nothing. */
export function idle(unitId: string, more: Partial<FakePerson> = {}): FakePerson {
  return {
    person: newPerson(unitId),
    rollUnitId: unitId,
    class: 'due',
    changes: [],
    credits: null,
    registrations: [{ sittingId: null, withdrawn: false }],
    attempts: [],
    ...more,
  }
}

/** Writes people with everything that is known of them in one campaign and one exam. */
export async function enter(
  db: Db,
  { campaign, exam }: { campaign: Campaign; exam: Exam },
  world: readonly FakePerson[],
): Promise<void> {
  await inChunks(
    world.map(({ person }) => person),
    (rows) => db.insert(people).values(rows),
  )
  await inChunks(
    world.map((fake) => ({
      campaignId: campaign.id,
      personId: fake.person.id,
      unitId: fake.rollUnitId,
      class: fake.class,
    })),
    (rows) => db.insert(rollEntries).values(rows),
  )
  await inChunks(
    world.flatMap((fake) =>
      fake.changes.map((change) => ({
        ...change,
        campaignId: campaign.id,
        personId: fake.person.id,
        from: fake.class,
        reason: '变动',
      })),
    ),
    (rows) => db.insert(rollChanges).values(rows),
  )
  await inChunks(
    world.flatMap(({ person, credits }) =>
      credits
        ? [
            {
              campaignId: campaign.id,
              personId: person.id,
              totalCredits: credits.total,
              compulsoryCredits: credits.compulsory,
              importId: randomUUID(),
              importedAt: day(2),
            },
          ]
        : [],
    ),
    (rows) => db.insert(studyResults).values(rows),
  )
  const entries = world.flatMap((fake) => entriesOf(exam, fake))
  await inChunks(
    entries.flatMap((entry) => entry.registrations),
    (rows) => db.insert(registrations).values(rows),
  )
  await inChunks(
    entries.flatMap((entry) => entry.papers),
    (rows) => db.insert(papers).values(rows),
  )
  await inChunks(
    entries.flatMap((entry) => entry.attempts),
    (rows) => db.insert(attempts).values(rows),
  )
}

function entriesOf(exam: Exam, fake: FakePerson) {
  const entered = fake.registrations.map(({ sittingId, withdrawn }) => ({
    id: randomUUID(),
    examId: exam.id,
    personId: fake.person.id,
    sittingId,
    withdrawnAt: withdrawn ? day(6) : null,
  }))
  const tried = fake.attempts.map((attempt) => {
    const ids = { examId: exam.id, registrationId: entered[attempt.registration]?.id ?? '' }
    const paper = {
      ...ids,
      id: randomUUID(),
      tryNo: attempt.tryNo,
      seed: 's',
      bankDigest: 'b',
      items: [],
      digest: 'd',
      createdAt: day(10),
    }
    return { paper, attempt: { ...attemptRow(attempt), ...ids, paperId: paper.id, personId: fake.person.id } }
  })
  return {
    registrations: entered,
    papers: tried.map(({ paper }) => paper),
    attempts: tried.map(({ attempt }) => attempt),
  }
}

function attemptRow({ state, score, tryNo, closedAt = day(11) }: FakeAttempt) {
  const times = { startedAt: day(10), deadlineAt: day(12), graceMs: 5000 }
  const row = { ...times, tryNo, state, sessionDigest: 's', chainHead: Buffer.alloc(32) }
  if (state === 'answering') return row
  if (state === 'paused') return { ...row, pausedAt: day(10) }
  const passed = (score ?? 0) >= passMarks
  const closed = { ...row, closedAt, closedBy: 'candidate' as const, answered: 1, score, passed }
  return state === 'handed-in' ? closed : { ...closed, voidedAt: closedAt, voidReason: '记录在案' }
}

/** A staff account, so that acts can be recorded as theirs. */
export async function addAccount(db: Db, name: string): Promise<string> {
  const id = randomUUID()
  await db.insert(accounts).values({ id, login: id, name })
  return id
}

async function inChunks<Row>(rows: Row[], write: (rows: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await write(rows.slice(from, from + 1000))
}
