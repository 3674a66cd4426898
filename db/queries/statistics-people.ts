import { sql, type SQL } from 'drizzle-orm'

import type { Db } from '../client.ts'
import type { RollClass } from '../schema/campaigns.ts'
import { type CountingScope, peopleOfExam } from './statistics.ts'

/** Each list has as many people as the figures it stands behind say. */
export const peopleLists = ['not-studied', 'not-sat', 'not-passed', 'passed', 'exempt', 'voided'] as const
export type PeopleList = (typeof peopleLists)[number]

const conditions = {
  'not-studied': sql`due and not studied`,
  'not-sat': sql`due and not sat`,
  'not-passed': sql`due and sat and not passed`,
  passed: sql`due and passed`,
  exempt: sql`class = 'exempt'`,
  voided: sql`due and voided`,
} satisfies Record<PeopleList, SQL>

/** Lists that would tell what somebody scored: empty until the exam's release. */
const resultLists: readonly PeopleList[] = ['passed', 'not-passed']

/** One person of a list, without contact data and without the ID number. */
export type ListedPerson = {
  personId: string
  name: string
  employeeNo: string
  post: string
  unitId: string
  unitZh: string
  unitEn: string
  departmentZh: string
  departmentEn: string
  class: RollClass
  /** Why the class is what it is, as it was written down. */
  reason: string | null
  totalCredits: number | null
  compulsoryCredits: number | null
  studied: boolean
  sat: boolean
  open: boolean
  voided: boolean
  passed: boolean
  /** Best valid score, hundredths. */
  best: number | null
}

/** A page of the people behind a figure, unit after unit. */
export async function listPeopleOfExam(
  tx: Db,
  scope: CountingScope,
  page: { list: PeopleList; limit: number; offset: number },
): Promise<ListedPerson[]> {
  const isWithheld = !scope.released && resultLists.includes(page.list)
  const { rows } = await tx.execute<ListedPerson>(sql`
    with ${await peopleOfExam(tx, scope)},
    page as materialized (
      select c.*, u.name_zh, u.name_en, u.code, u.level, u.parent_id
      from counted c
      join units u on u.id = c.unit_id
      where ${isWithheld ? sql`false` : conditions[page.list]}
      order by u.code collate "C", c.person_id
      limit ${page.limit} offset ${page.offset}
    )
    select
      p.id as "personId", p.name, p.employee_no as "employeeNo", p.post,
      c.unit_id as "unitId", c.name_zh as "unitZh", c.name_en as "unitEn",
      coalesce(d.name_zh, c.name_zh) as "departmentZh", coalesce(d.name_en, c.name_en) as "departmentEn",
      c.class, c.reason, c.total_credits as "totalCredits", c.compulsory_credits as "compulsoryCredits",
      c.studied, c.sat, c.open, c.voided, c.passed, c.best
    from page c
    join people p on p.id = c.person_id
    left join units d on c.level = 'section' and d.id = c.parent_id
    order by c.code collate "C", c.person_id`)
  return rows
}

/** A change of a figure after the lock. `by` null: the record of the act names nobody. */
export type Correction = {
  at: Date
  kind: 'class' | 'void' | 'annulled' | 'regraded' | 'regrade-reverted'
  /** How many attempts it changed, where it is not one person's; null: it is. */
  attempts: number | null
  departmentZh: string
  departmentEn: string
  reason: string
  by: string | null
}

/** What was corrected after the lock among the people of a unit, newest first. */
export async function listCorrections(tx: Db, scope: CountingScope, lockedAt: Date): Promise<Correction[]> {
  const lock = lockedAt.toISOString()
  const { rows } = await tx.execute<Omit<Correction, 'at'> & { at: string | Date }>(sql`
    with ${regradesAfter(scope, lock)}, correction as (
      select c.person_id, c.changed_at as at, 'class' as kind, c.reason, a.name as by
      from roll_changes c
      left join accounts a on a.id = c.changed_by
      where c.campaign_id = ${scope.campaignId} and c.changed_at > ${lock}::timestamptz
      union all
      select t.person_id, t.voided_at, t.state, coalesce(t.void_reason, ''), (
        select l.actor from audit_log l
        where l.subject = 'attempt' and l.subject_id = t.id::text and l.at >= t.voided_at - interval '1 second'
          and (l.action like '%void%' or l.action like '%annul%')
        order by l.id desc limit 1)
      from attempts t
      where t.exam_id = ${scope.examId} and t.state in ('void', 'annulled') and t.voided_at > ${lock}::timestamptz
    )
    select correction.at, correction.kind, correction.reason, correction.by, null::int as attempts,
      coalesce(d.name_zh, u.name_zh) as "departmentZh", coalesce(d.name_en, u.name_en) as "departmentEn"
    from correction
    join people p on p.id = correction.person_id
    left join roll_entries r on r.campaign_id = ${scope.campaignId} and r.person_id = correction.person_id
    join units u on u.id = coalesce(r.unit_id, p.unit_id)
    left join units d on u.level = 'section' and d.id = u.parent_id
    where u.path @> array[${scope.unitId}]::uuid[]
    union all
    select regraded.at, regraded.kind, regraded.reason, regraded.by, regraded.attempts, u.name_zh, u.name_en
    from regraded
    join units u on u.id = ${scope.unitId}
    order by at desc`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/**
 * Corrections of keys after the lock, or taken back after it: one line each for the unit that is looked at, with how many
 * of its attempts changed. Nothing before the exam's release, since it rests on scores.
 */
function regradesAfter({ examId, campaignId, unitId, released }: CountingScope, lock: string): SQL {
  return sql`
    regraded as (
      select case when g.reverted then f.reverted_at else f.decided_at end as at,
        case when g.reverted then 'regrade-reverted' else 'regraded' end as kind,
        case when g.reverted then f.revert_reason else f.reason end as reason,
        case when g.reverted then reverter.name else decider.name end as by,
        count(*)::int as attempts
      from key_fixes f
      join regraded_attempts g on g.key_fix_id = f.id
      join attempts t on t.id = g.attempt_id
      join people p on p.id = t.person_id
      left join roll_entries r on r.campaign_id = ${campaignId} and r.person_id = p.id
      join units u on u.id = coalesce(r.unit_id, p.unit_id)
      join accounts decider on decider.id = f.decided_by
      left join accounts reverter on reverter.id = f.reverted_by
      where ${released} and f.exam_id = ${examId} and g.at > ${lock}::timestamptz and u.path @> array[${unitId}]::uuid[]
      group by f.id, g.reverted, decider.name, reverter.name
    )`
}
