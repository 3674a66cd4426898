import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'
import { campaigns, exams, registrations } from '../schema/campaigns.ts'
import { laws } from '../schema/laws.ts'
import { units } from '../schema/organisation.ts'
import { insertRows } from './insert-rows.ts'
import { inRegion, type Region } from './regions.ts'

const found = {
  exam: exams,
  campaign: campaigns,
  unit: { id: units.id, nameZh: units.nameZh, nameEn: units.nameEn },
}

export type OwnExam = Awaited<ReturnType<typeof listOwnExams>>[number]

const selectOwn = (tx: Db) =>
  tx
    .select(found)
    .from(exams)
    .innerJoin(campaigns, eq(campaigns.id, exams.campaignId))
    .innerJoin(units, eq(units.id, campaigns.unitId))

/** The exams of campaigns of a region: drafts first, then the newest. */
export async function listOwnExams(tx: Db, region: Region, limit: number) {
  return selectOwn(tx)
    .where(inRegion(units.path, region))
    .orderBy(
      sql`${exams.publishedAt} is not null`,
      sql`${exams.archivedAt} is not null`,
      desc(exams.publishedAt),
      desc(exams.id),
    )
    .limit(limit)
}

/** An exam of a campaign of a region; another region's is not found. */
export async function findOwnExam(tx: Db, region: Region, examId: string): Promise<OwnExam | null> {
  const [row] = await selectOwn(tx).where(and(eq(exams.id, examId), inRegion(units.path, region)))
  return row ?? null
}

/** As `findOwnExam`, and keeps the exam's row locked until the surrounding transaction ends. */
export async function lockOwnExam(tx: Db, region: Region, examId: string): Promise<OwnExam | null> {
  await tx.select({ id: exams.id }).from(exams).where(eq(exams.id, examId)).for('update')
  return findOwnExam(tx, region, examId)
}

/** The campaigns of a region itself (not those of units above it that its people take part in), the newest first. */
export async function listOwnCampaigns(tx: Db, region: Region) {
  const rows = await tx
    .select({ campaign: campaigns })
    .from(campaigns)
    .innerJoin(units, eq(units.id, campaigns.unitId))
    .where(inRegion(units.path, region))
    .orderBy(desc(campaigns.cutOff), desc(campaigns.id))
  return rows.map(({ campaign }) => campaign)
}

export async function insertExam(tx: Db, row: typeof exams.$inferInsert): Promise<string> {
  const [made] = await tx.insert(exams).values(row).returning({ id: exams.id })
  if (!made) throw new Error('The exam was not written.')
  return made.id
}

export async function updateExam(
  tx: Db,
  examId: string,
  change: Partial<typeof exams.$inferInsert>,
): Promise<void> {
  await tx.update(exams).set(change).where(eq(exams.id, examId))
}

/** Says which exam's figures count for a campaign, unless one is named already. @returns Whether it was written. */
export async function nameCountingExam(
  tx: Db,
  { campaignId, examId }: { campaignId: string; examId: string },
): Promise<boolean> {
  const rows = await tx
    .update(campaigns)
    .set({ countingExamId: examId })
    .where(and(eq(campaigns.id, campaignId), sql`${campaigns.countingExamId} is null`))
    .returning({ id: campaigns.id })
  return rows.length > 0
}

/** Whoever is due on a campaign's roll now, by the latest dated change. */
const due = (campaignId: string) => sql`
  from roll_entries r
  left join (
    select distinct on (person_id) person_id, "to" as class
    from roll_changes
    where campaign_id = ${campaignId}
    order by person_id, changed_at desc, id desc
  ) latest on latest.person_id = r.person_id
  where r.campaign_id = ${campaignId} and coalesce(latest.class, r.class) = 'due'`

/** How many people of a campaign's roll are due now. */
export async function countDue(tx: Db, campaignId: string): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count ${due(campaignId)}`)
  return rows[0]?.count ?? 0
}

/** How many people are entered for an exam. */
export async function countRegistered(tx: Db, examId: string): Promise<number> {
  return tx.$count(registrations, and(eq(registrations.examId, examId), isNull(registrations.withdrawnAt)))
}

/** Enters everybody who is due on a campaign's roll for an exam without a place. @returns How many they are. */
export async function registerDue(
  tx: Db,
  { examId, campaignId }: { examId: string; campaignId: string },
): Promise<number> {
  const { rows } = await tx.execute<{ personId: string }>(
    sql`select r.person_id as "personId" ${due(campaignId)} order by r.person_id`,
  )
  await insertRows(
    tx,
    registrations,
    rows.map(({ personId }) => ({ id: uuidv7(), examId, personId })),
  )
  return rows.length
}

/** What an item of a paper is about, without its stem, its options and its key. */
export type ItemOutline = Awaited<ReturnType<typeof listItemOutlines>>[number]

/** The outlines of question versions; ids that name none are left out. */
export async function listItemOutlines(tx: Db, versionIds: readonly string[]) {
  return tx
    .select({
      versionId: questionVersions.id,
      code: questions.code,
      difficulty: questionVersions.difficulty,
      lawShort: laws.short,
      lawVersion: questionVersions.lawVersion,
      article: questionVersions.article,
      trades: questionVersions.trades,
      caseCode: questionVersions.caseCode,
    })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .innerJoin(laws, eq(laws.id, questionVersions.lawId))
    .where(inArray(questionVersions.id, [...versionIds]))
}
