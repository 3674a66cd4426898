import { asc, eq, inArray, sql, type SQL } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { campaigns, exams } from '../schema/campaigns.ts'
import { units } from '../schema/organisation.ts'

export type CampaignRow = typeof campaigns.$inferSelect
export type ExamOfCampaign = { exam: typeof exams.$inferSelect; campaign: CampaignRow }

/** An exam with the campaign it belongs to. */
export async function findExamOfCampaign(tx: Db, examId: string): Promise<ExamOfCampaign | null> {
  const [row] = await tx
    .select({ exam: exams, campaign: campaigns })
    .from(exams)
    .innerJoin(campaigns, eq(campaigns.id, exams.campaignId))
    .where(eq(exams.id, examId))
  return row ?? null
}

/** Every published exam with its campaign, the newest campaign and its newest exam first. */
export async function listPublishedExams(tx: Db): Promise<ExamOfCampaign[]> {
  return tx
    .select({ exam: exams, campaign: campaigns })
    .from(exams)
    .innerJoin(campaigns, eq(campaigns.id, exams.campaignId))
    .where(sql`${exams.publishedAt} is not null`)
    .orderBy(sql`${campaigns.cutOff} desc, ${campaigns.id} desc, ${exams.lawDate} desc, ${exams.id} desc`)
}

/** Every campaign, the newest first. */
export async function listCampaigns(tx: Db): Promise<CampaignRow[]> {
  return tx
    .select()
    .from(campaigns)
    .orderBy(sql`${campaigns.cutOff} desc, ${campaigns.id} desc`)
}

export type UnitRow = Pick<
  typeof units.$inferSelect,
  'id' | 'parentId' | 'level' | 'code' | 'nameZh' | 'nameEn' | 'path' | 'rank'
>

const unitColumns = {
  id: units.id,
  parentId: units.parentId,
  level: units.level,
  code: units.code,
  nameZh: units.nameZh,
  nameEn: units.nameEn,
  path: units.path,
  rank: units.rank,
}

/** These units; ids that name none are left out. */
export async function findUnits(tx: Db, ids: readonly string[]): Promise<UnitRow[]> {
  if (ids.length === 0) return []
  return tx
    .select(unitColumns)
    .from(units)
    .where(inArray(units.id, [...ids]))
}

/** A unit and everything below it, brothers in the order offices list them. */
export async function listUnitsBelow(tx: Db, unitId: string): Promise<UnitRow[]> {
  return tx
    .select(unitColumns)
    .from(units)
    .where(sql`${units.path} @> array[${unitId}]::uuid[]`)
    .orderBy(asc(units.rank), asc(units.code))
}

/** What the people of one exam are counted by. */
export type CountingScope = {
  examId: string
  campaignId: string
  /** Due = the drawn list, not the roll. */
  drawn: boolean
  /** False until the exam's release: who sat is counted, what they scored is not. */
  released: boolean
  /** After it, only corrections change a figure. */
  lockedAt: Date | null
  /** Hundredths. */
  fullMarks: number
  studyTotalTarget: number
  studyCompulsoryTarget: number
  /** Only people of this unit and below it. */
  unitId: string
  /** The unit is that of the campaign: everybody on the list, without a look at units. */
  whole: boolean
}

/** Counts of the people whose own unit this is: the columns of `Counts` in app/domain/rates.ts. */
export type UnitCounts = {
  unitId: string
  roll: number
  exempt: number
  due: number
  studied: number
  sat: number
  passed: number
  excellent: number
  voided: number
  scored: number
  scoreSum: number
  firstSat: number
  firstPassed: number
  makeUpSat: number
  makeUpPassed: number
}

/**
 * Counts everybody on the list of an exam once, per own unit, by the rules of `countPerson`.
 *
 * One pass over the people in the database; the tree is rolled up by the caller.
 *
 * @see docs/rules/statistics.md
 */
export async function countByUnit(tx: Db, scope: CountingScope): Promise<UnitCounts[]> {
  const { rows } = await tx.execute<UnitCounts>(sql`
    with ${await peopleOfExam(tx, scope)}
    select
      unit_id as "unitId",
      count(*)::int as roll,
      count(*) filter (where class = 'exempt')::int as exempt,
      count(*) filter (where due)::int as due,
      count(*) filter (where due and studied)::int as studied,
      count(*) filter (where due and sat)::int as sat,
      count(*) filter (where due and passed)::int as passed,
      count(*) filter (where due and best * 10 >= ${scope.fullMarks}::int * 9)::int as excellent,
      count(*) filter (where due and voided)::int as voided,
      count(*) filter (where due and best is not null)::int as scored,
      coalesce(sum(best) filter (where due), 0)::float8 as "scoreSum",
      count(*) filter (where due and first_sat)::int as "firstSat",
      count(*) filter (where due and first_passed)::int as "firstPassed",
      count(*) filter (where due and make_up_sat)::int as "makeUpSat",
      count(*) filter (where due and make_up_passed)::int as "makeUpPassed"
    from counted
    where class <> 'out-of-scope'
    group by unit_id`)
  return rows
}

/**
 * The common table expressions that end in `counted`: one row per person on the list of the exam, with what
 * counts of the attempts. Whoever reads people and whoever counts them reads the same rows.
 */
export async function peopleOfExam(tx: Db, scope: CountingScope): Promise<SQL> {
  // Ids and not a subquery: with them the planner knows whether to read a department or a city.
  const unitIds = scope.whole ? null : (await listUnitsBelow(tx, scope.unitId)).map(({ id }) => id)
  return sql`
    latest_change as (
      select distinct on (person_id) person_id, "to" as class, reason
      from roll_changes
      where campaign_id = ${scope.campaignId}
      order by person_id, changed_at desc, id desc
    ),
    listed as (${scope.drawn ? drawnList(scope, unitIds) : rollList(scope, unitIds)}),
    later_sitting as (
      select r.id
      from registrations r
      join sittings s on s.id = r.sitting_id
      where r.exam_id = ${scope.examId} and r.withdrawn_at is null and exists (
        select from registrations earlier
        join sittings e on e.id = earlier.sitting_id
        where earlier.exam_id = r.exam_id and earlier.person_id = r.person_id and earlier.withdrawn_at is null
          and (e.starts_at, e.id) < (s.starts_at, s.id))
    ),
    tried as (${triedBy(scope)}),
    counted as (
      select
        l.person_id, l.unit_id, l.class, l.reason,
        -- Not "= 'due'": the planner would expect one person in two hundred and read the rest one by one.
        l.class <> 'exempt' and l.class <> 'out-of-scope' as due,
        s.total_credits, s.compulsory_credits,
        coalesce(s.total_credits >= ${scope.studyTotalTarget}::int
          and s.compulsory_credits >= ${scope.studyCompulsoryTarget}::int, false) as studied,
        t.person_id is not null as sat,
        coalesce(t.voided, false) as voided,
        coalesce(t.open, false) as open,
        case when t.voided then null else t.best end as best,
        coalesce(t.passed and not t.voided, false) as passed,
        coalesce(t.first_sat, false) as first_sat,
        coalesce(t.first_passed and not t.voided, false) as first_passed,
        coalesce(t.make_up_sat, false) as make_up_sat,
        coalesce(t.make_up_passed and not t.voided, false) as make_up_passed
      from listed l
      left join tried t on t.person_id = l.person_id
      left join study_results s on s.campaign_id = ${scope.campaignId} and s.person_id = l.person_id
    )`
}

/** Everybody of the frozen roll, in the unit of the cut-off date, with the class of the latest dated change. */
function rollList({ campaignId }: CountingScope, unitIds: string[] | null): SQL {
  return sql`
    select r.person_id, r.unit_id, coalesce(c.class, r.class) as class, coalesce(c.reason, r.reason) as reason
    from roll_entries r
    left join latest_change c on c.person_id = r.person_id
    where r.campaign_id = ${campaignId} and ${among(sql`r.unit_id`, unitIds)}`
}

/** Everybody drawn and not withdrawn, once; somebody drawn from outside the roll is due in the own unit. */
function drawnList({ examId, campaignId }: CountingScope, unitIds: string[] | null): SQL {
  return sql`
    select d.person_id, coalesce(r.unit_id, p.unit_id) as unit_id, coalesce(c.class, r.class, 'due') as class,
      coalesce(c.reason, r.reason) as reason
    from (select distinct person_id from registrations where exam_id = ${examId} and withdrawn_at is null) d
    join people p on p.id = d.person_id
    left join roll_entries r on r.campaign_id = ${campaignId} and r.person_id = d.person_id
    left join latest_change c on c.person_id = d.person_id
    where ${among(sql`coalesce(r.unit_id, p.unit_id)`, unitIds)}`
}

/** What each person's attempts come to. An annulled one is as if it had never been. */
function triedBy({ examId, lockedAt, released, whole }: CountingScope): SQL {
  const lock = lockedAt?.toISOString() ?? null
  return sql`
    select person_id,
      bool_or(state = 'void') as voided,
      bool_or(state in ('answering', 'paused')) as open,
      max(score) filter (where valid) as best,
      bool_or(valid and passed) as passed,
      bool_or(not make_up) as first_sat,
      bool_or(valid and passed and not make_up) as first_passed,
      bool_or(make_up) as make_up_sat,
      bool_or(valid and passed and make_up) as make_up_passed
    from (
      select a.person_id, a.state, a.score, coalesce(a.passed, false) as passed,
        ${released} and a.state = 'handed-in' and (${lock}::timestamptz is null or a.closed_at <= ${lock}::timestamptz) as valid,
        later.id is not null or (a.try_no > 1 and exists (
          select from attempts first
          where first.registration_id = a.registration_id and first.state <> 'annulled' and first.try_no < a.try_no
        )) as make_up
      from attempts a
      left join later_sitting later on later.id = a.registration_id
      where a.exam_id = ${examId} and a.state <> 'annulled'
        and (${lock}::timestamptz is null or a.started_at <= ${lock}::timestamptz)
        and ${whole ? sql`true` : sql`a.person_id in (select person_id from listed)`}
    ) attempt
    group by person_id`
}

function among(column: SQL, unitIds: string[] | null): SQL {
  return unitIds ? sql`${column} = any(${sql.param(unitIds)}::uuid[])` : sql`true`
}
