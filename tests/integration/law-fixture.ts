import { eq } from 'drizzle-orm'

import { importLaw } from '#app/services/laws/import-law.ts'
import type { LawImport } from '#app/services/laws/judge-import.ts'
import type { BankStaff } from '#app/services/questions/bank-staff.ts'
import { questionDigest } from '#app/services/questions/question-digest.ts'
import type { Db } from '#db/client.ts'
import { listAskable } from '#db/queries/bank.ts'
import { auditLog } from '#db/schema/audit.ts'
import { questions, questionVersions } from '#db/schema/bank.ts'
import type { RoleName } from '#db/schema/organisation.ts'
import { addStaff } from '#tests/fixtures/exam-world.ts'
import { inventedLaw, inventedTexts } from '#tests/fixtures/invented-law.ts'

/** In the months before the newer version of the invented law takes effect. */
export const today = '2026-11-25'
export const lastDay = '2026-12-31'
export const effectiveDay = '2027-01-01'

export async function addBankStaff(db: Db, ...roles: RoleName[]): Promise<BankStaff> {
  const [first = 'author'] = roles
  return { ...(await addStaff(db, first)), viewer: { roles: roles.map((role) => ({ role })) } }
}

/** What an author says of the invented law's first version. */
export const olderImport: LawImport = {
  text: inventedTexts.older,
  lawId: '',
  newId: inventedLaw.id,
  short: inventedLaw.short,
  title: inventedLaw.title,
  field: '行政法',
  promulgated: '2020-03-02',
  effectiveFrom: '2020-05-01',
  effectiveTo: '',
  source: '示例令第一号',
  verifiedOn: '2026-11-01',
  problemsSeen: false,
}

/** And of its revision. */
export const newerImport: LawImport = {
  ...olderImport,
  text: inventedTexts.newer,
  lawId: inventedLaw.id,
  newId: '',
  promulgated: '2026-06-01',
  effectiveFrom: effectiveDay,
  source: '示例令第九号',
}

export async function importBoth(author: BankStaff): Promise<void> {
  for (const said of [olderImport, newerImport]) {
    const imported = await importLaw(author, said, today)
    if (!imported.ok) throw new Error(imported.refusal)
  }
}

let serial = 0

/** An approved question on an article of the older version, as the product ships them. */
export async function addQuestionOn(
  db: Db,
  article: string,
  change: { stem?: string; explanation?: string } = {},
) {
  const code = `yls-${String((serial += 1)).padStart(3, '0')}`
  const content = {
    kind: 'single' as const,
    lawId: inventedLaw.id,
    lawVersion: '2020-03-02',
    article,
    topic: '阅览室',
    difficulty: 'easy' as const,
    audience: ['general'],
    trades: [],
    stem: `关于公共阅览室，下列哪一项正确？（${code}）`,
    options: ['甲', '乙', '丙'].map((text, index) => ({ id: 'ABC'[index] ?? '', text })),
    key: ['B'],
    explanation: `《${inventedLaw.short}》${article}规定如此，其他各项均不符合。`,
    difficultyReason: '',
    note: '',
    changed: null,
    caseCode: null,
    material: null,
    ...change,
  }
  const [question] = await db.insert(questions).values({ code }).returning()
  if (!question) throw new Error('The question was not written.')
  await db.insert(questionVersions).values({
    ...content,
    questionId: question.id,
    version: 1,
    state: 'approved',
    origin: 'shipped',
    digest: questionDigest({ code, ...content }),
    approvedAt: new Date(),
  })
  return { code, questionId: question.id }
}

/** The versions of a question that may be asked on a day. */
export async function askedOn(db: Db, day: string, questionId: string) {
  const asked = (await listAskable(db, day)).filter((row) => row.questionId === questionId)
  const versions = await db.select().from(questionVersions).where(eq(questionVersions.questionId, questionId))
  return asked.map(({ versionId }) => {
    const row = versions.find(({ id }) => id === versionId)
    return row && { version: row.version, lawVersion: row.lawVersion, article: row.article }
  })
}

export const actionsOn = async (db: Db, subjectId: string) =>
  (
    await db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subjectId, subjectId))
      .orderBy(auditLog.id)
  ).map(({ action }) => action)
