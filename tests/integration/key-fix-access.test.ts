import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { rejectKeyFix, revertKeyFix } from '#app/services/regrade/decide-key-fix.ts'
import { listKeyFixesOf } from '#app/services/regrade/list-key-fixes.ts'
import { proposeKeyFix, readProposable } from '#app/services/regrade/propose-key-fix.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import { auditLog } from '#db/schema/audit.ts'
import { test } from '#tests/fixtures/database.ts'
import { addUnit } from '#tests/fixtures/exam-world.ts'
import { keyFixWorld, lookAndApprove, staffOf, wrongOf } from './regrade-fixture.ts'

const refused = (refusal: string) => ({ ok: false, refusal })

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
