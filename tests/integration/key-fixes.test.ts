import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { approveKeyFix, rejectKeyFix, revertKeyFix } from '#app/services/regrade/decide-key-fix.ts'
import { listKeyFixesOf } from '#app/services/regrade/list-key-fixes.ts'
import { proposeKeyFix, readProposable } from '#app/services/regrade/propose-key-fix.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import { auditLog } from '#db/schema/audit.ts'
import { keyFixes } from '#db/schema/regrade.ts'
import { accountRoles } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'
import { addUnit, minutes } from '#tests/fixtures/exam-world.ts'
import {
  apply,
  keyFixWorld,
  lookAndApprove,
  regradesOf,
  revert,
  scoresOf,
  seenBy,
  staffOf,
  wrongOf,
} from './regrade-fixture.ts'

const refused = (refusal: string) => ({ ok: false, refusal })

describe('a correction of a key', () => {
  test('another key: who changes, who passes or fails now, and back', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    // All answered the first item: three rightly by the old key, one wrongly.
    const sitters = [await world.sat(5), await world.sat(3), await world.sat(2), await world.sat(0)]
    const before = [
      [100, true],
      [60, true],
      [40, false],
      [0, false],
    ]
    expect(await scoresOf(db, sitters)).toEqual(before)

    const newKey = wrongOf(world.items[0]!.version)
    const keyFix = await world.propose(0, newKey)
    const view = await readKeyFix(world.admin, keyFix, 1)
    if (!view.ok) throw new Error(view.refusal)
    expect(view.value.effect).toMatchObject({
      tense: 'would',
      counts: { attempts: 4, changed: 4, raised: 1, lowered: 3, nowPass: 0, nowFail: 1 },
      rows: [{ scoreBefore: 60, scoreAfter: 40, passedBefore: true, passedAfter: false }, {}, {}, {}],
    })
    expect(await scoresOf(db, sitters), 'a preview writes nothing').toEqual(before)

    expect(await lookAndApprove(world.admin, keyFix)).toMatchObject({
      ok: true,
      value: { changed: 4, nowFail: 1 },
    })
    expect(await scoresOf(db, sitters)).toEqual([
      [80, true],
      [40, false],
      [20, false],
      [20, false],
    ])
    expect(await readKeyFix(world.admin, keyFix, 1)).toMatchObject({
      ok: true,
      value: {
        keyFix: { state: 'applied', effect: { changed: 4 } },
        effect: { tense: 'did', counts: { nowFail: 1 } },
      },
    })

    expect(await revert(world, keyFix)).toMatchObject({ changed: 4, nowPass: 1, raised: 3, lowered: 1 })
    expect(await scoresOf(db, sitters)).toEqual(before)
    expect(
      (await regradesOf(db, sitters[1]!.attemptId)).map((row) => [
        row.reverted,
        row.scoreBefore,
        row.scoreAfter,
      ]),
    ).toEqual([
      [false, 6000, 4000],
      [true, 4000, 6000],
    ])
    expect(await readKeyFix(world.admin, keyFix, 1)).toMatchObject({
      ok: true,
      value: {
        keyFix: { state: 'reverted', effect: { nowFail: 1 }, revertEffect: { nowPass: 1 } },
        effect: { tense: 'undid' },
      },
    })
  })

  test('a void item brings its marks to everybody who has it, answered or not; nobody loses', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitters = [await world.sat(5), await world.sat(2), await world.sat(0)]
    const { effect } = await apply(world, 4, null)
    expect(effect).toEqual({ attempts: 3, changed: 2, raised: 2, lowered: 0, nowPass: 1, nowFail: 0 })
    expect(await scoresOf(db, sitters)).toEqual([
      [100, true],
      [60, true],
      [20, false],
    ])
  })

  test('several accepted answers to a single-choice item', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitters = [await world.sat(3), await world.sat(0)]
    const { version } = world.items[0]!
    await apply(world, 0, [...version.key, ...wrongOf(version)])
    expect(await scoresOf(db, sitters)).toEqual([
      [60, true],
      [20, false],
    ])
  })

  test('of several answers to an item the last one counts, and an item left out earns by a void only', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const { version } = world.items[0]!
    const sitter = await world.sits(3)
    await sitter.answer(0, wrongOf(version))
    await sitter.answer(1, [])
    await sitter.handIn()
    expect(await scoresOf(db, [sitter])).toEqual([[20, false]])
    await apply(world, 0, wrongOf(version))
    expect(await scoresOf(db, [sitter])).toEqual([[40, false]])
    await apply(world, 1, null)
    expect(await scoresOf(db, [sitter])).toEqual([[60, true]])
  })

  test('two items of one exam, taken back in either order, are graded from the keys and not by differences', async ({
    db,
    database,
  }) => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const world = await keyFixWorld(db, database.pool)
      const sitters = [await world.sat(5), await world.sat(1), await world.sat(0)]
      const before = await scoresOf(db, sitters)
      const fixes = [await apply(world, 0, wrongOf(world.items[0]!.version)), await apply(world, 1, null)]
      expect(await scoresOf(db, sitters)).toEqual([
        [80, true],
        [20, false],
        [40, false],
      ])
      await revert(world, fixes[order[0]]!.keyFix)
      expect(await scoresOf(db, sitters)).toEqual(
        order[0] === 0
          ? [
              [100, true],
              [40, false],
              [20, false],
            ]
          : [
              [80, true],
              [0, false],
              [20, false],
            ],
      )
      await revert(world, fixes[order[1]]!.keyFix)
      expect(await scoresOf(db, sitters)).toEqual(before)
    }
  })

  test('after it was taken back, another one may be proposed', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitters = [await world.sat(3)]
    const { keyFix } = await apply(world, 0, null)
    const { version } = world.items[0]!
    const again = { questionVersionId: version.id, key: wrongOf(version), reason: '另一处' }
    expect(await proposeKeyFix(world.author, world.exam.id, again)).toEqual(refused('open'))
    await revert(world, keyFix)
    await apply(world, 0, wrongOf(version))
    expect(await scoresOf(db, sitters)).toEqual([[40, false]])
  })

  test('the best of several tries counts: who passed another try neither passes nor fails by it', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const first = await world.sat(5)
    const again = await world.sat(3, first)
    const { effect } = await apply(world, 0, wrongOf(world.items[0]!.version))
    expect(effect).toMatchObject({ attempts: 2, changed: 2, nowPass: 0, nowFail: 0 })
    expect(await scoresOf(db, [first, again])).toEqual([
      [80, true],
      [40, false],
    ])
  })

  test('an attempt handed in afterwards is graded by it, and has nothing to take back but the score', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitter = await world.sits(3)
    const { keyFix } = await apply(world, 0, wrongOf(world.items[0]!.version))
    expect(await sitter.handIn()).toMatchObject({ score: 40, passed: false })
    expect(await regradesOf(db, sitter.attemptId)).toEqual([])
    await revert(world, keyFix)
    expect(await scoresOf(db, [sitter])).toEqual([[60, true]])
  })

  test('void for a violation: the score follows in the record, and passes nothing; annulled stays as it is', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const [voided, annulled] = [await world.sat(2), await world.sat(2)]
    const set = (id: string, state: string) =>
      database.pool.query(
        `update attempts set state = $2, voided_at = now(), void_reason = '记录' where id = $1`,
        [id, state],
      )
    await set(voided.attemptId, 'void')
    await set(annulled.attemptId, 'annulled')
    const { effect } = await apply(world, 4, null)
    expect(effect).toMatchObject({ attempts: 1, changed: 1, nowPass: 0 })
    expect(await scoresOf(db, [voided, annulled])).toEqual([
      [60, true],
      [40, false],
    ])
  })
})

describe('who decides', () => {
  test('nobody about their own proposal', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const both = {
      ...world.author,
      viewer: { roles: [...world.author.viewer.roles, { role: 'administrator' as const, unitId: null }] },
    }
    await db.insert(accountRoles).values({ accountId: both.accountId, role: 'administrator' })
    const keyFix = await world.propose(0, null)
    expect(await readKeyFix(both, keyFix, 1)).toMatchObject({
      ok: true,
      value: { may: { decide: false, own: true } },
    })
    expect(await lookAndApprove(both, keyFix)).toEqual(refused('own'))
    expect(await rejectKeyFix(both, keyFix, '不')).toEqual(refused('own'))
    // Whatever the program did, the database does not take it.
    await expect(
      db
        .update(keyFixes)
        .set({ state: 'rejected', decidedBy: both.accountId, decidedAt: minutes(0), decisionReason: 'x' })
        .where(eq(keyFixes.id, keyFix.keyFixId)),
    ).rejects.toMatchObject({ cause: { constraint: 'key_fixes_second_person' } })
  })

  test('who approved does not take it back alone', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const { keyFix } = await apply(world, 0, null)
    expect(await revertKeyFix(world.admin, keyFix, '我改主意了')).toEqual(refused('own'))
    expect((await revertKeyFix(world.second, keyFix, '更正有误')).ok).toBe(true)
  })

  test('nobody changes their own score', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitter = await world.sat(2)
    const keyFix = await world.propose(4, null)
    const self = { ...world.admin, accountId: sitter.candidate.accountId }
    expect(await lookAndApprove(self, keyFix)).toEqual(refused('own-attempt'))
    expect(await scoresOf(db, [sitter])).toEqual([[40, false]])
  })

  test('approved twice at once, it is applied once', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitter = await world.sat(2)
    const keyFix = await world.propose(4, null)
    const seen = await seenBy(world.admin, keyFix)
    const answers = await Promise.all([
      approveKeyFix(world.admin, keyFix, seen),
      approveKeyFix(world.second, keyFix, seen),
    ])
    expect(answers.map((answer) => (answer.ok ? 'applied' : answer.refusal)).sort()).toEqual([
      'applied',
      'changed',
    ])
    expect(await regradesOf(db, sitter.attemptId)).toHaveLength(1)
  })

  test('only what was seen is approved: a correction of another item in between has to be looked at', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitters = [await world.sat(2)]
    const keyFix = await world.propose(4, null)
    const seen = await seenBy(world.admin, keyFix)
    expect(await approveKeyFix(world.admin, keyFix, null)).toEqual(refused('effect-changed'))
    await apply(world, 3, null)
    expect(await approveKeyFix(world.admin, keyFix, seen)).toEqual(refused('effect-changed'))
    expect(await scoresOf(db, sitters)).toEqual([[60, true]])
    expect((await lookAndApprove(world.admin, keyFix)).ok).toBe(true)
  })

  test('somebody who hands in between look and approval is no reason to look again', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const late = await world.sits(2)
    const keyFix = await world.propose(4, null)
    const seen = await seenBy(world.admin, keyFix)
    await late.handIn()
    expect(await approveKeyFix(world.admin, keyFix, seen)).toMatchObject({ ok: true, value: { changed: 1 } })
    expect(await scoresOf(db, [late])).toEqual([[60, true]])
  })

  test('a rejection needs a reason, stands in the record, and leaves the way free', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const keyFix = await world.propose(0, null)
    expect(await rejectKeyFix(world.admin, keyFix, '  ')).toEqual(refused('no-reason'))
    expect(await rejectKeyFix(world.admin, keyFix, '原答案正确')).toEqual({ ok: true, value: null })
    expect(await rejectKeyFix(world.admin, keyFix, '原答案正确')).toEqual(refused('changed'))
    expect(await lookAndApprove(world.admin, keyFix)).toEqual(refused('changed'))
    expect(await listKeyFixesOf(world.author, world.exam.id)).toMatchObject({
      ok: true,
      value: { keyFixes: [{ state: 'rejected', decisionReason: '原答案正确', decidedBy: '周监考' }] },
    })
    await world.propose(0, null)
  })

  test('an attempt whose score its answers do not earn stops everything', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitters = [await world.sat(2), await world.sat(3)]
    await database.pool.query('update attempts set score = 9900, passed = true where id = $1', [
      sitters[0]!.attemptId,
    ])
    const keyFix = await world.propose(4, null)
    expect(await readKeyFix(world.admin, keyFix, 1)).toMatchObject({
      ok: true,
      value: { effect: { broken: 1 } },
    })
    expect(await lookAndApprove(world.admin, keyFix)).toEqual(refused('record-broken'))
    expect(await scoresOf(db, sitters)).toEqual([
      [99, true],
      [60, true],
    ])
  })
})

describe('who sees what', () => {
  test('authors and reviewers the question, administrators the people, each logged', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(2)
    const keyFix = await world.propose(4, null)
    const { stem } = world.items[4]!.version
    for (const staff of [world.author, await staffOf(db, 'reviewer')]) {
      const view = await readKeyFix(staff, keyFix, 1)
      expect(view).toMatchObject({
        ok: true,
        value: { content: { stem, newKey: null }, effect: null, may: { decide: false, revert: false } },
      })
    }
    const seen = await readKeyFix(world.admin, keyFix, 1)
    expect(seen).toMatchObject({
      ok: true,
      value: { content: null, effect: { rows: [{ name: '林一凡' }] }, may: { decide: true } },
    })
    expect(JSON.stringify(seen)).not.toContain(stem)
    const reads = await db.select().from(auditLog).where(eq(auditLog.subjectId, keyFix.keyFixId))
    expect(reads.map(({ action, actorId, detail }) => [action, actorId, detail.people])).toEqual([
      ['key-fix.proposed', world.author.accountId, undefined],
      ['key-fix.read', world.author.accountId, 0],
      ['key-fix.read', expect.any(String), 0],
      ['key-fix.read', world.admin.accountId, 1],
    ])
    expect(JSON.stringify(reads)).not.toContain(stem)
  })

  test('a county sees its own people, and decides nothing about the city', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(2)
    const countyId = await addUnit(db)
    await database.pool.query('update units set path = array[$2::uuid, $1::uuid] where id = $1', [
      countyId,
      world.unitId,
    ])
    const sitter = await world.sat(1)
    await database.pool.query('update people set unit_id = $2 where id = $1', [sitter.personId, countyId])
    const county = await staffOf(db, 'administrator', countyId)
    const keyFix = await world.propose(4, null)
    expect(await readKeyFix(county, keyFix, 1)).toMatchObject({
      ok: true,
      value: {
        effect: { counts: { attempts: 1, changed: 1, nowPass: 0 }, rows: [{ personId: sitter.personId }] },
        may: { decide: false },
      },
    })
    expect(await lookAndApprove(county, keyFix)).toEqual(refused('not-allowed'))
    expect(await rejectKeyFix(county, keyFix, '不')).toEqual(refused('not-allowed'))
    await lookAndApprove(world.admin, keyFix)
    expect(await readKeyFix(county, keyFix, 1)).toMatchObject({
      ok: true,
      value: {
        keyFix: { effect: null },
        effect: {
          tense: 'did',
          counts: { attempts: null, changed: 1 },
          rows: [{ personId: sitter.personId }],
        },
      },
    })
    expect(await revertKeyFix(county, keyFix, '不')).toEqual(refused('not-allowed'))
  })

  test('for another region, and for other roles, there is nothing', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const keyFix = await world.propose(0, null)
    const elsewhere = await staffOf(db, 'administrator', await addUnit(db))
    expect(await readKeyFix(elsewhere, keyFix, 1)).toEqual(refused('not-found'))
    expect(await listKeyFixesOf(elsewhere, world.exam.id)).toEqual(refused('not-found'))
    expect(await lookAndApprove(elsewhere, keyFix)).toEqual(refused('not-found'))
    for (const role of ['liaison', 'auditor', 'proctor', 'candidate', 'centre-manager'] as const) {
      const staff = await staffOf(db, role, world.unitId)
      expect(await readKeyFix(staff, keyFix, 1), role).toEqual(refused('not-allowed'))
      expect(await lookAndApprove(staff, keyFix), role).toEqual(refused('not-allowed'))
    }
    const other = await keyFixWorld(db, database.pool)
    expect(await readKeyFix(other.author, { ...keyFix, examId: other.exam.id }, 1)).toEqual(
      refused('not-found'),
    )
    expect(await lookAndApprove(other.admin, { ...keyFix, examId: other.exam.id })).toEqual(
      refused('not-found'),
    )
    expect(await readKeyFix(world.admin, { examId: 'x', keyFixId: 'y' }, 1)).toEqual(refused('not-found'))
  })
})

describe('a proposal', () => {
  test('names a question that papers of the exam have, and a key that it can have', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const outside = await keyFixWorld(db, database.pool)
    const [single, , multiple, truth] = world.items
    const propose = (version: { id: string }, key: string[] | null, reason = '答案有误') =>
      proposeKeyFix(world.author, world.exam.id, { questionVersionId: version.id, key, reason })
    const v = single!.version
    expect(await propose({ id: 'x' }, null)).toEqual(refused('unknown-question'))
    expect(await propose({ id: outside.exam.id }, null)).toEqual(refused('unknown-question'))
    expect(await propose(v, [])).toEqual(refused('impossible-key'))
    expect(await propose(v, ['Z'])).toEqual(refused('impossible-key'))
    expect(await propose(v, [v.key[0]!, v.key[0]!])).toEqual(refused('impossible-key'))
    expect(
      await propose(
        v,
        v.options.map(({ id }) => id),
      ),
    ).toEqual(refused('impossible-key'))
    expect(await propose(truth!.version, ['T', 'F'])).toEqual(refused('impossible-key'))
    expect(await propose(v, v.key)).toEqual(refused('same-key'))
    expect(await propose(multiple!.version, [...multiple!.version.key].reverse())).toEqual(
      refused('same-key'),
    )
    expect(await propose(v, null, ' ')).toEqual(refused('no-reason'))
    expect(await propose(v, null, '长'.repeat(501))).toEqual(refused('no-reason'))
    expect(
      await proposeKeyFix(world.admin, world.exam.id, { questionVersionId: v.id, key: null, reason: '理由' }),
    ).toEqual(refused('not-allowed'))
    expect((await propose(v, null)).ok).toBe(true)
    expect(await propose(v, wrongOf(v))).toEqual(refused('open'))
  })

  test('shows the question to whoever may read it, and logs it', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const { code, version } = world.items[0]!
    expect(await readProposable(world.author, world.exam.id, code)).toMatchObject({
      ok: true,
      value: {
        code,
        versions: [{ questionVersionId: version.id, stem: version.stem, key: version.key, isOpen: false }],
      },
    })
    expect(await readProposable(world.author, world.exam.id, 'nothing')).toEqual(refused('unknown-question'))
    expect(await readProposable(world.admin, world.exam.id, code)).toEqual(refused('not-allowed'))
    const reads = await db.select().from(auditLog).where(eq(auditLog.subjectId, version.questionId))
    expect(reads.map(({ action, actorId }) => [action, actorId])).toContainEqual([
      'question.read',
      world.author.accountId,
    ])
  })

  test('of an exam that is not published is not possible', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    await database.pool.query('update exams set published_at = null where id = $1', [world.exam.id])
    const { version } = world.items[0]!
    expect(
      await proposeKeyFix(world.author, world.exam.id, {
        questionVersionId: version.id,
        key: null,
        reason: '理由',
      }),
    ).toEqual(refused('not-found'))
  })
})
