import { describe, expect } from 'vitest'

import { proposeKeyFix } from '#app/services/regrade/propose-key-fix.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import { test } from '#tests/fixtures/database.ts'
import {
  apply,
  keyFixWorld,
  lookAndApprove,
  regradesOf,
  revert,
  scoresOf,
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
