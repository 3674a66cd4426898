import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { addCounts, countPerson, formatRate, noCounts, type Counts } from '#app/domain/rates.ts'
import { classAt } from '#app/domain/roll.ts'
import { readDepartment } from '#app/services/statistics/read-department.ts'
import { listExams } from '#app/services/statistics/list-exams.ts'
import { readPeople } from '#app/services/statistics/read-people.ts'
import { readStatistics, type StatisticsView } from '#app/services/statistics/read-statistics.ts'
import type { NamedReader } from '#app/services/statistics/scope.ts'
import type { Db } from '#db/client.ts'
import { type AttemptState, attempts } from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { exams, rollChanges, type RollClass } from '#db/schema/campaigns.ts'
import type { RoleName } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'

import {
  addAccount,
  addCampaign,
  addExam,
  addSittings,
  addTree,
  addUnit,
  day,
  enter,
  type FakePerson,
  fullMarks,
  idle,
  newPerson,
  passMarks,
  type Tree,
} from './statistics-fixture.ts'

const later = new Date(Date.UTC(2100, 0, 1))

async function reader(db: Db, ...roles: [RoleName, string | null][]): Promise<NamedReader> {
  const accountId = await addAccount(db, '统计员')
  return {
    db,
    accountId,
    name: '统计员',
    viewer: { roles: roles.map(([role, unitId]) => ({ role, unitId })) },
  }
}

async function figures(
  by: NamedReader,
  request: Parameters<typeof readStatistics>[1],
): Promise<StatisticsView> {
  const view = await readStatistics(by, request)
  if (!view.ok) throw new Error(view.refusal)
  return view.value
}

/** mulberry32: the same seed makes the same people. */
function randomFrom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(...from: T[]): T => {
    const chosen = from[below(from.length)]
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }
  return { below, pick, chance: (share: number) => next() < share }
}
type Random = ReturnType<typeof randomFrom>

/** What the rules say of a person, worked out apart from the database. */
function expected(fake: FakePerson, starts: ReadonlyMap<string, Date>): Counts {
  const startOf = (index: number) => {
    const sitting = fake.registrations[index]?.sittingId
    return sitting ? (starts.get(sitting)?.getTime() ?? 0) : 0
  }
  const standing = fake.registrations.flatMap((registration, index) =>
    registration.withdrawn ? [] : [index],
  )
  const isLaterSitting = (index: number) =>
    standing.includes(index) && standing.some((other) => startOf(other) < startOf(index))
  const counted = fake.attempts.filter(({ state }) => state !== 'annulled')
  return countPerson(
    {
      class: classAt(
        fake,
        fake.changes.map((change, index) => ({ ...change, order: String(index) })),
        later,
      ),
      reachedStudyTarget: (fake.credits?.total ?? 0) >= 100 && (fake.credits?.compulsory ?? 0) >= 60,
      attempts: fake.attempts.map((attempt) => {
        const before = counted.filter(
          (other) => other.registration === attempt.registration && other.tryNo < attempt.tryNo,
        )
        const isMakeUp = isLaterSitting(attempt.registration) || before.length > 0
        return {
          tryNo: isMakeUp ? 2 : 1,
          state: attempt.state,
          score: attempt.score,
          passed: (attempt.score ?? 0) >= passMarks,
        }
      }),
    },
    fullMarks,
  )
}

function invent(random: Random, unitIds: string[], sittingIds: string[]): FakePerson {
  const rollUnitId = random.pick(...unitIds)
  const classes: RollClass[] = ['due', 'due', 'due', 'due', 'exempt', 'out-of-scope']
  const registrations =
    sittingIds.length === 0
      ? [{ sittingId: null, withdrawn: false }]
      : sittingIds
          .filter(() => random.chance(0.6))
          .map((sittingId) => ({ sittingId, withdrawn: random.chance(0.15) }))
  return {
    // One in five has moved since the cut-off.
    person: newPerson(random.chance(0.2) ? random.pick(...unitIds) : rollUnitId),
    rollUnitId,
    class: random.pick(...classes),
    changes: Array.from({ length: random.pick(0, 0, 0, 1, 2) }, (_, index) => ({
      to: random.pick(...classes),
      changedAt: day(10 + index),
    })),
    credits: random.chance(0.7)
      ? { total: random.pick(99, 100, 130), compulsory: random.pick(59, 60, 90) }
      : null,
    registrations,
    attempts: registrations.flatMap((_, registration) => inventAttempts(random, registration)),
  }
}

function inventAttempts(random: Random, registration: number): FakePerson['attempts'] {
  const tries = random.pick(0, 1, 1, 2, 3)
  return Array.from({ length: tries }, (_, index) => {
    const closed: AttemptState[] = ['handed-in', 'handed-in', 'handed-in', 'annulled', 'void']
    const state =
      index === tries - 1
        ? random.pick<AttemptState>(...closed, 'answering', 'paused')
        : random.pick(...closed)
    const isOpen = state === 'answering' || state === 'paused'
    return {
      registration,
      tryNo: index + 1,
      state,
      score: isOpen ? null : random.pick(0, 5999, 6000, 8999, 9000, 10_000),
    }
  })
}

function sumWhere(
  world: readonly FakePerson[],
  starts: ReadonlyMap<string, Date>,
  belongs: (fake: FakePerson) => boolean,
): Counts {
  return addCounts(world.filter(belongs).map((fake) => expected(fake, starts)))
}

/** The units whose people are counted in a row of the table. */
function unitsUnder(tree: Tree, id: string): string[] {
  return Object.values(tree)
    .filter(({ path }) => path.includes(id))
    .map((unit) => unit.id)
}

describe('the database counts as the domain does', () => {
  for (const kind of ['roll', 'drawn'] as const) {
    test(`on generated people, by the ${kind} list`, async ({ db }) => {
      const seed = randomInt(2 ** 31)
      const random = randomFrom(seed)
      const tree = await addTree(db)
      const campaign = await addCampaign(db, tree.city.id)
      const exam = await addExam(db, campaign, kind === 'drawn' ? { kind: 'centre', drawn: true } : {})
      const startTimes = [day(14), day(12), day(13)]
      const sittingIds = kind === 'drawn' ? await addSittings(db, exam, tree.city.id, startTimes) : []
      const starts = new Map(sittingIds.map((id, index) => [id, startTimes[index] ?? day(1)]))
      const unitIds = Object.values(tree).map(({ id }) => id)
      const world = Array.from({ length: 300 }, () => invent(random, unitIds, sittingIds))
      await enter(db, { campaign, exam }, world)

      const counted =
        kind === 'drawn'
          ? world.filter((fake) => fake.registrations.some(({ withdrawn }) => !withdrawn))
          : world
      const administrator = await reader(db, ['administrator', null])
      for (const unit of Object.values(tree)) {
        const view = await figures(administrator, { examId: exam.id, unitId: unit.id, depth: 3 })
        const under = unitsUnder(tree, unit.id)
        expect(view.total.counts, `seed ${seed}: ${unit.nameZh}`).toEqual(
          sumWhere(counted, starts, (fake) => under.includes(fake.rollUnitId)),
        )
        for (const row of view.rows.filter(({ depth }) => depth > 0)) {
          const inRow = unitsUnder(tree, row.unit.id)
          expect(row.counts, `seed ${seed}: ${row.unit.nameZh}`).toEqual(
            sumWhere(counted, starts, (fake) => inRow.includes(fake.rollUnitId)),
          )
        }
      }
      // One level's rows add up to the total, the unit's own people included.
      const top = await figures(administrator, { examId: exam.id })
      expect(addCounts(top.rows.map(({ counts }) => counts)), `seed ${seed}`).toEqual(top.total.counts)
    })
  }
})

const passedOnce = { registration: 0, tryNo: 1, state: 'handed-in', score: 9500 } as const

describe('the edge cases of the definitions', () => {
  test('a revoked exemption counts as not participating', async ({ db }) => {
    const { exam, by } = await world(db, (tree) => [
      idle(tree.finance.id, { class: 'exempt' }),
      idle(tree.finance.id, {
        changes: [
          { to: 'exempt', changedAt: day(3) },
          { to: 'due', changedAt: day(6) },
        ],
      }),
    ])
    expect((await figures(by, { examId: exam.id })).total.counts).toEqual({
      ...noCounts,
      roll: 2,
      exempt: 1,
      due: 1,
    })
  })

  test('who changes unit belongs to the unit of the cut-off date and takes the credits along', async ({
    db,
  }) => {
    const { exam, by, tree } = await world(db, (tree) => [
      {
        ...idle(tree.finance.id, {
          person: newPerson(tree.westPolice.id),
          credits: { total: 100, compulsory: 60 },
        }),
      },
    ])
    const view = await figures(by, { examId: exam.id, depth: 2 })
    const row = (id: string) => view.rows.find(({ unit }) => unit.id === id)?.counts
    expect(row(tree.finance.id)).toEqual({ ...noCounts, roll: 1, due: 1, studied: 1 })
    expect(row(tree.westPolice.id)).toEqual(noCounts)
  })

  test('void counts as sat, not passed; annulled as nothing, and its repeat is a first try', async ({
    db,
  }) => {
    const { exam, by } = await world(db, (tree) => [
      idle(tree.audit.id, { attempts: [{ ...passedOnce, state: 'void' }] }),
      idle(tree.audit.id, { attempts: [{ ...passedOnce, state: 'annulled' }] }),
      idle(tree.audit.id, {
        attempts: [
          { ...passedOnce, state: 'annulled' },
          { ...passedOnce, tryNo: 2 },
        ],
      }),
    ])
    expect((await figures(by, { examId: exam.id })).total.counts).toMatchObject({
      due: 3,
      sat: 2,
      passed: 1,
      voided: 1,
      scored: 1,
      scoreSum: 9500,
      firstSat: 2,
      firstPassed: 1,
      makeUpSat: 0,
    })
  })

  test('absent from the first sitting and passed in the make-up sitting is sat, passed, and a make-up pass', async ({
    db,
  }) => {
    const tree = await addTree(db)
    const campaign = await addCampaign(db, tree.city.id)
    const exam = await addExam(db, campaign, { kind: 'centre', drawn: true })
    const [first = '', makeUp = ''] = await addSittings(db, exam, tree.city.id, [day(12), day(13)])
    await enter(db, { campaign, exam }, [
      idle(tree.finance.id, {
        registrations: [
          { sittingId: first, withdrawn: false },
          { sittingId: makeUp, withdrawn: false },
        ],
        attempts: [{ ...passedOnce, registration: 1 }],
      }),
    ])
    const view = await figures(await reader(db, ['administrator', tree.city.id]), { examId: exam.id })
    expect(view.total.counts).toMatchObject({
      roll: 1,
      due: 1,
      sat: 1,
      passed: 1,
      firstSat: 0,
      makeUpSat: 1,
      makeUpPassed: 1,
    })
  })

  test('the worked example: 2,059 due, 2,014 sat, 1,992 passed', async ({ db }) => {
    const { exam, by } = await world(db, (tree) => [
      ...Array.from({ length: 1992 }, () => idle(tree.finance.id, { attempts: [passedOnce] })),
      ...Array.from({ length: 22 }, () =>
        idle(tree.finance.id, { attempts: [{ ...passedOnce, score: 3000 }] }),
      ),
      ...Array.from({ length: 45 }, () => idle(tree.finance.id)),
      ...Array.from({ length: 105 }, () => idle(tree.finance.id, { class: 'exempt' })),
    ])
    const { total, basis } = await figures(by, { examId: exam.id })
    expect(total.counts).toMatchObject({ roll: 2164, exempt: 105, due: 2059, sat: 2014, passed: 1992 })
    expect(basis).toBe('due')
    expect(formatRate(total.rates.participation)).toBe('97.81%')
    expect(formatRate(total.rates.pass)).toBe('96.74%')
  })
})

/** A tree, a campaign, an online exam and these people, seen by the administrator of the city. */
async function world(
  db: Db,
  peopled: (tree: Tree) => FakePerson[],
  more: Parameters<typeof addCampaign>[2] = {},
) {
  const tree = await addTree(db)
  const campaign = await addCampaign(db, tree.city.id, more)
  const exam = await addExam(db, campaign)
  const folk = peopled(tree)
  await enter(db, { campaign, exam }, folk)
  return { tree, campaign, exam, people: folk, by: await reader(db, ['administrator', tree.city.id]) }
}

test('a hand-in counts at once', async ({ db }) => {
  const { exam, by } = await world(db, (tree) => [
    idle(tree.finance.id, { attempts: [{ ...passedOnce, state: 'answering', score: null }] }),
  ])
  expect((await figures(by, { examId: exam.id })).total.counts).toMatchObject({ sat: 1, passed: 0 })
  await db
    .update(attempts)
    .set({
      state: 'handed-in',
      score: 7000,
      passed: true,
      answered: 1,
      closedAt: day(11),
      closedBy: 'candidate',
    })
    .where(eq(attempts.examId, exam.id))
  expect((await figures(by, { examId: exam.id })).total.counts).toMatchObject({
    sat: 1,
    passed: 1,
    scoreSum: 7000,
  })
})

test('before the release of its results an exam tells who has sat, and nothing that rests on a score', async ({
  db,
}) => {
  const { exam, by } = await world(db, (tree) => [idle(tree.audit.id, { attempts: [passedOnce] })])
  await db.update(exams).set({ release: 'after-close', closesAt: later }).where(eq(exams.id, exam.id))

  const view = await figures(by, { examId: exam.id })
  expect(view.resultsFrom).toEqual(later)
  expect(view.total.counts).toMatchObject({ sat: 1, passed: 0, excellent: 0, scored: 0, scoreSum: 0 })
  expect(view.total.rates).toMatchObject({
    participation: { numerator: 1, denominator: 1 },
    pass: { numerator: 0, denominator: 0 },
    excellence: { denominator: 0 },
    meanScore: { denominator: 0 },
  })
  for (const list of ['passed', 'not-passed'] as const) {
    const people = await readPeople(by, { examId: exam.id, list, page: 1 })
    expect(people.ok && { people: people.value.people, total: people.value.total }).toEqual({
      people: [],
      total: 0,
    })
  }

  await db
    .update(exams)
    .set({ closesAt: day(25) })
    .where(eq(exams.id, exam.id))
  expect(await figures(by, { examId: exam.id })).toMatchObject({
    resultsFrom: null,
    total: { counts: { passed: 1, scored: 1 } },
  })
})

describe('after the lock', () => {
  test('a figure changes only through a correction, and the view lists it', async ({ db }) => {
    const {
      exam,
      campaign,
      people: folk,
      by,
      tree,
    } = await world(
      db,
      (tree) => [
        idle(tree.finance.id, { attempts: [passedOnce] }),
        idle(tree.finance.id, { attempts: [{ ...passedOnce, closedAt: day(29) }] }),
        idle(tree.finance.id),
      ],
      { lockedAt: day(28) },
    )
    const before = await figures(by, { examId: exam.id })
    expect(before.total.counts).toMatchObject({ due: 3, sat: 2, passed: 1 })
    expect(before.corrections).toEqual([])

    await db.insert(rollChanges).values({
      campaignId: campaign.id,
      personId: folk[2]?.person.id ?? '',
      from: 'due',
      to: 'exempt',
      reason: '病假材料补交',
      changedBy: by.accountId,
      changedAt: day(30),
    })
    const after = await figures(by, { examId: exam.id })
    expect(after.total.counts).toMatchObject({ due: 2, exempt: 1 })
    expect(after.corrections).toEqual([
      {
        at: day(30),
        kind: 'class',
        attempts: null,
        reason: '病假材料补交',
        by: '统计员',
        departmentZh: '财政局',
        departmentEn: '财政局 (en)',
      },
    ])
    // Another unit's report does not speak of it.
    expect((await figures(by, { examId: exam.id, unitId: tree.audit.id })).corrections).toEqual([])
  })
})

describe('who may see what', () => {
  test('administrators see their region, liaison officers their department, others nothing', async ({
    db,
  }) => {
    const { exam, tree } = await world(db, (tree) => [
      idle(tree.finance.id),
      idle(tree.budget.id),
      idle(tree.eastTax.id),
      idle(tree.westPolice.id),
    ])
    const county = await reader(db, ['administrator', tree.east.id])
    const mine = await figures(county, { examId: exam.id })
    expect(mine.unit.id).toBe(tree.east.id)
    expect(mine.trail.map(({ id }) => id)).toEqual([tree.east.id])
    expect(mine.total.counts.due).toBe(1)
    expect(await readStatistics(county, { examId: exam.id, unitId: tree.city.id })).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })
    expect(await readStatistics(county, { examId: exam.id, unitId: tree.westPolice.id })).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })

    const officer = await reader(db, ['liaison', tree.finance.id])
    const department = await figures(officer, { examId: exam.id })
    expect(department.total.counts.due).toBe(2)
    expect(department.rows.map(({ unit }) => unit.id)).toEqual([tree.finance.id])

    for (const role of ['auditor', 'inspector', 'proctor', 'candidate'] as const) {
      expect(await readStatistics(await reader(db, [role, null]), { examId: exam.id })).toEqual({
        ok: false,
        refusal: 'not-allowed',
      })
    }
  })

  test('another city’s exam does not exist, nor does one that was never made', async ({ db }) => {
    const { exam, by } = await world(db, () => [])
    const elsewhere = await addUnit(db, { level: 'city', nameZh: '他市' })
    const stranger = await reader(db, ['administrator', elsewhere.id])
    expect(await readStatistics(stranger, { examId: exam.id })).toEqual({ ok: false, refusal: 'not-found' })
    expect(await readStatistics(by, { examId: 'not-an-id' })).toEqual({ ok: false, refusal: 'not-found' })
    expect(await readStatistics(by, { examId: exam.id, unitId: 'x' })).toEqual({
      ok: false,
      refusal: 'not-found',
    })
    const listed = await listExams(stranger)
    expect(listed).toEqual({ ok: true, value: [] })
  })

  test('the list of exams shows headline figures of the own region', async ({ db }) => {
    const { exam, tree } = await world(db, (tree) => [
      idle(tree.eastTax.id, { attempts: [passedOnce] }),
      idle(tree.finance.id),
    ])
    const listed = await listExams(await reader(db, ['administrator', tree.east.id]))
    expect(listed.ok && listed.value[0]?.exams[0]).toMatchObject({
      exam: { id: exam.id },
      unit: { id: tree.east.id },
      figures: { counts: { due: 1, sat: 1 } },
    })
  })
})

describe('the people behind a figure', () => {
  test('each list is as long as its figure, and every reading is audited', async ({ db }) => {
    const { exam, by, tree } = await world(db, (tree) => [
      idle(tree.budget.id),
      idle(tree.finance.id, { credits: { total: 120, compulsory: 80 }, attempts: [passedOnce] }),
      idle(tree.finance.id, { attempts: [{ ...passedOnce, state: 'void' }] }),
      idle(tree.finance.id, { class: 'exempt' }),
    ])
    const lists = { 'not-studied': 2, 'not-sat': 1, 'not-passed': 1, passed: 1, exempt: 1, voided: 1 }
    for (const list of ['not-studied', 'not-sat', 'not-passed', 'passed', 'exempt', 'voided'] as const) {
      const read = await readPeople(by, { examId: exam.id, unitId: tree.finance.id, list, page: 1 })
      expect(read.ok && read.value.people).toHaveLength(lists[list])
      expect(read.ok && read.value.sizes).toEqual(lists)
    }
    const rows = await db.select().from(auditLog).where(eq(auditLog.subjectId, exam.id))
    expect(rows.map(({ action, actorId, unitId }) => ({ action, actorId, unitId }))).toEqual(
      Object.keys(lists).map(() => ({
        action: 'statistics.people-read',
        actorId: by.accountId,
        unitId: tree.finance.id,
      })),
    )
  })

  test('no list holds contact data or ID numbers', async ({ db }) => {
    const { exam, by } = await world(db, (tree) => [
      idle(tree.finance.id, {
        person: newPerson(tree.finance.id, { mobile: '19900000000', idNumberTail: '123X' }),
      }),
    ])
    const read = await readPeople(by, { examId: exam.id, list: 'not-sat', page: 1 })
    expect(JSON.stringify(read)).not.toMatch(/19900000000|123X/)
  })

  test('a liaison officer reads the own department, and nobody another’s', async ({ db }) => {
    const { exam, tree } = await world(db, (tree) => [idle(tree.finance.id), idle(tree.audit.id)])
    const officer = await reader(db, ['liaison', tree.finance.id])
    const own = await readDepartment(officer)
    expect(own.ok && own.value.current?.lists['not-sat']).toHaveLength(1)
    expect(own.ok && own.value.current?.statistics.total.counts.due).toBe(1)
    expect(await readDepartment(officer, { unitId: tree.audit.id })).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })
    expect(
      await readPeople(officer, { examId: exam.id, unitId: tree.audit.id, list: 'not-sat', page: 1 }),
    ).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await readDepartment(await reader(db, ['administrator', null]))).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })
  })
})
