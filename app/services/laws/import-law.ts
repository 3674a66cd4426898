import { createHash } from 'node:crypto'

import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  countCitations,
  findLawNamed,
  insertLaw,
  insertLawVersion,
  listArticles,
  listVersionsOfLaw,
  lockLaw,
  replaceArticles,
  updateLawVersion,
} from '#db/queries/laws.ts'
import { type LawArticle, type LawText, parseLaw } from '#question-bank/laws/law-text.ts'
import { mostLawBytes } from '#question-bank/laws/read-law-file.ts'
import { placeVersion } from '#question-bank/laws/version-periods.ts'

import { actorOf, type BankStaff, isAuthor } from '../questions/bank-staff.ts'
import { type ImportFaults, judgeImport, type LawImport } from './judge-import.ts'
import { textRefusal, type TextRefusal } from './preview-law.ts'

/**
 * `id-taken`: there is a law of this id · `known-law`: there is a law of this name · `overlap`: another version is in force on a day of this one's ·
 * `other-days`: the version is registered with other days · `unchanged`: this text was imported before ·
 * `cited`: a question cites an article that would change
 */
export type ImportRefusal =
  | TextRefusal
  | 'too-large'
  | 'not-allowed'
  | 'not-found'
  | 'id-taken'
  | 'known-law'
  | 'overlap'
  | 'other-days'
  | 'unchanged'

export type ImportedLaw = {
  lawId: string
  version: string
  articles: number
  /** The version that ends by this, when it had no end. */
  ended: { version: string; effectiveTo: string } | null
  /** What was done: a version is new, or got its text, or had its text corrected. */
  as: 'new-version' | 'text' | 'correction'
}

export type LawImported =
  | Result<ImportedLaw, ImportRefusal>
  | { ok: false; refusal: 'faulty'; faults: ImportFaults }
  | { ok: false; refusal: 'cited'; articles: string[] }

/**
 * Registers a version of a law with its text, or the text of a version that is registered without one. One transaction;
 * one audit row with the digest of the text.
 *
 * @param today The day in Shanghai, `YYYY-MM-DD`.
 * @see docs/rules/law-change.md Rules L6 to L8.
 */
export async function importLaw(author: BankStaff, said: LawImport, today: string): Promise<LawImported> {
  if (!isAuthor(author)) return refuse('not-allowed')
  if (Buffer.byteLength(said.text) > mostLawBytes) return refuse('too-large')
  const law = parseLaw(said.text)
  const refusal = textRefusal(law)
  if (refusal) return refuse(refusal)
  // Without a title the author has given one.
  const hasProblems = law.problems.some(({ code }) => code !== 'no-title')
  const faults = judgeImport(said, { today, hasProblems })
  if (Object.keys(faults).length > 0) return { ok: false, refusal: 'faulty', faults }
  return author.db.transaction(async (tx): Promise<LawImported> => {
    const lawId = await requireLaw(tx, said)
    if (!lawId.ok) return lawId
    const written = await writeVersion(tx, { said, law, lawId: lawId.value })
    if (written.ok) await audit(tx, author, { said, law, imported: written.value })
    return written
  })
}

/** The law that the version belongs to, locked. */
async function requireLaw(
  tx: Db,
  said: LawImport,
): Promise<Result<string, 'not-found' | 'id-taken' | 'known-law'>> {
  if (said.lawId !== '') return (await lockLaw(tx, said.lawId)) ? ok(said.lawId) : refuse('not-found')
  const { newId: id, short, title, field } = said
  if (await findLawNamed(tx, title)) return refuse('known-law')
  return (await insertLaw(tx, { id, short, title, field })) ? ok(id) : refuse('id-taken')
}

type Writing = { said: LawImport; law: LawText; lawId: string }

async function writeVersion(tx: Db, { said, law, lawId }: Writing): Promise<LawImported> {
  const versions = await listVersionsOfLaw(tx, lawId)
  const key = { lawId, version: said.promulgated }
  const facts = factsOf(said, law)
  const there = versions.find(({ version }) => version === key.version)
  if (there) {
    const { effectiveFrom, effectiveTo } = said
    if (there.effectiveFrom !== effectiveFrom || (effectiveTo !== '' && there.effectiveTo !== effectiveTo))
      return refuse('other-days')
    const barrier = there.imported === 0 ? null : await correctionBarrier(tx, key, law.articles)
    if (barrier) return barrier
    await updateLawVersion(tx, key, facts)
  } else {
    const placed = placeVersion(versions, periodOf(said))
    if (!placed.ok) return refuse('overlap')
    if (placed.ends)
      await updateLawVersion(tx, { lawId, ...placed.ends }, { effectiveTo: placed.ends.effectiveTo })
    const { promulgated, effectiveFrom } = said
    await insertLawVersion(tx, {
      ...key,
      promulgated,
      effectiveFrom,
      effectiveTo: placed.effectiveTo,
      ...facts,
    })
    await replaceArticles(tx, key, law.articles)
    return ok({ ...key, articles: law.articles.length, ended: placed.ends, as: 'new-version' })
  }
  await replaceArticles(tx, key, law.articles)
  const as = there.imported === 0 ? 'text' : 'correction'
  return ok({ ...key, articles: law.articles.length, ended: null, as })
}

const factsOf = ({ verifiedOn, source }: LawImport, { articles, history }: LawText) => ({
  // As laws are counted: 第十七条之一 is no article of its own.
  articleCount: Math.max(...articles.map(({ number }) => number)),
  verifiedOn,
  source,
  history: history.join('\n'),
})

const periodOf = ({ promulgated, effectiveFrom, effectiveTo }: LawImport) => ({
  version: promulgated,
  effectiveFrom,
  effectiveTo: effectiveTo === '' ? null : effectiveTo,
})

/** A text that was imported may be corrected, but not in an article that a question rests on. */
async function correctionBarrier(
  tx: Db,
  key: { lawId: string; version: string },
  articles: readonly LawArticle[],
): Promise<Extract<LawImported, { ok: false }> | null> {
  const there = await listArticles(tx, key)
  const now = new Map(articles.map(({ label, text }) => [label, text]))
  const changed = there.filter(({ label, text }) => now.get(label) !== text)
  if (changed.length === 0 && there.length === articles.length) return refuse('unchanged')
  const citations = await countCitations(tx, key)
  const cited = changed.map(({ label }) => label).filter((label) => citations.has(label))
  return cited.length > 0 ? { ok: false, refusal: 'cited', articles: cited } : null
}

type Imported = { said: LawImport; law: LawText; imported: ImportedLaw }

async function audit(tx: Db, author: BankStaff, { said, law, imported }: Imported): Promise<void> {
  const { lawId, version, articles, ended, as } = imported
  const { effectiveFrom, effectiveTo, source, verifiedOn } = said
  await appendAudit(tx, {
    at: await readInstant(tx),
    actor: actorOf(author),
    action: 'law.imported',
    subject: 'law',
    subjectId: lawId,
    detail: {
      ...{ version, importedAs: as, articles, effectiveFrom, effectiveTo, source, verifiedOn },
      ended: ended?.version ?? null,
      problems: law.problems.length,
      digest: textDigest(law.articles),
    },
  })
}

/** SHA-256 over labels and texts in their order, hexadecimal. */
const textDigest = (articles: readonly LawArticle[]) =>
  createHash('sha256')
    .update(JSON.stringify(articles.map(({ label, text }) => [label, text])))
    .digest('hex')
