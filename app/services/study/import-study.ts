import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'

import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listCampaigns } from '#db/queries/statistics.ts'
import { findStudyPeople, keepStudyResults, lockCampaign } from '#db/queries/study.ts'

import { isUuid, type NamedReader, regionsOf, topsOf } from '../statistics/scope.ts'
import { type AcceptedRow, type JudgedRow, judgeRows, studyRows, type Verdict } from './judge-rows.ts'
import type { TableRefusal, TableRow } from './read-table.ts'
import { readTableApart } from './read-table-apart.ts'

export type StudyRefusal =
  TableRefusal | 'not-found' | 'not-allowed' | 'locked' | 'missing-columns' | 'not-checked'

export type StudyUpload = { campaignId: string; file: Uint8Array }

export type StudyCheck = {
  /** SHA-256 of the file: the real run takes only the file that was checked. */
  digest: string
  rows: number
  /** How many rows have each verdict. */
  counts: Record<Verdict, number>
  /** Rows that are left out, and a few of the others, in the order of the file. */
  shown: JudgedRow[]
}

/** So many rows are sent to the page; all of them are counted. */
const shownFaults = 200
const shownOthers = 10

/**
 * Dry run: reads a file of study credits and says of every row what an import would do. Changes nothing.
 *
 * @returns `not-allowed`: no administrator over any part of the campaign; `locked`: the figures are locked.
 */
export async function checkStudyFile(
  by: NamedReader,
  upload: StudyUpload,
): Promise<Result<StudyCheck, StudyRefusal>> {
  const judged = await judgeUpload(by.db, by, { ...upload, table: await readTableApart(upload.file) })
  return judged.ok ? ok(judged.value.check) : judged
}

/**
 * Imports the good rows of a checked file in one transaction. The same file again writes nothing.
 *
 * @param upload.digest Of the check; another file is refused with `not-checked`.
 */
export async function importStudyFile(
  by: NamedReader,
  upload: StudyUpload & { digest: string },
): Promise<Result<StudyCheck & { written: number }, StudyRefusal>> {
  if (digestOf(upload.file) !== upload.digest) return refuse('not-checked')
  // Before the transaction: a file may take its time, and no lock waits for it.
  const table = await readTableApart(upload.file)
  return by.db.transaction(async (tx) => {
    if (isUuid(upload.campaignId)) await lockCampaign(tx, upload.campaignId)
    const judged = await judgeUpload(tx, by, { ...upload, table })
    if (!judged.ok) return judged
    const { accepted, check, unitId } = judged.value
    const importId = uuidv7()
    const importedAt = await readInstant(tx)
    const changes = accepted.filter(({ verdict }) => verdict !== 'same')
    await keepStudyResults(
      tx,
      changes.map(({ personId, credits }) => ({
        ...credits,
        personId,
        campaignId: upload.campaignId,
        importId,
        importedAt,
      })),
    )
    await appendAudit(tx, {
      at: importedAt,
      actor: { id: by.accountId, name: by.name },
      action: 'study.imported',
      subject: 'campaign',
      subjectId: upload.campaignId,
      unitId,
      detail: {
        importId,
        digest: check.digest,
        rows: check.rows,
        written: changes.length,
        counts: check.counts,
      },
    })
    return ok({ ...check, written: changes.length })
  })
}

type Judged = { check: StudyCheck; accepted: AcceptedRow[]; unitId: string }

async function judgeUpload(
  db: Db,
  by: NamedReader,
  { file, campaignId, table }: StudyUpload & { table: Result<TableRow[], TableRefusal> },
): Promise<Result<Judged, StudyRefusal>> {
  const campaign = (await importableCampaigns({ ...by, db })).find(({ id }) => id === campaignId)
  if (!campaign) return refuse(regionsOf(by, ['administrator']).length === 0 ? 'not-allowed' : 'not-found')
  if (campaign.lockedAt) return refuse('locked')
  if (!table.ok) return table
  const rows = studyRows(table.value)
  if (!rows) return refuse('missing-columns')

  const people = await findStudyPeople(db, campaign.id, [
    ...new Set(rows.map(({ employeeNo }) => employeeNo)),
  ])
  const byNumber = new Map(people.map((person) => [person.employeeNo, person]))
  const isMine = (path: readonly string[]) => campaign.tops.some((top) => path.includes(top))
  const { judged, accepted } = judgeRows(rows, byNumber, isMine)
  return ok({ check: checkOf(file, judged), accepted, unitId: campaign.tops[0] ?? campaign.unitId })
}

function checkOf(file: Uint8Array, judged: readonly JudgedRow[]): StudyCheck {
  const count = (verdict: Verdict) => judged.filter((row) => row.verdict === verdict).length
  const isFault = ({ verdict }: JudgedRow) => verdict !== 'new' && verdict !== 'changed' && verdict !== 'same'
  const faults = judged.filter(isFault).slice(0, shownFaults)
  const others = judged.filter((row) => !isFault(row)).slice(0, shownOthers)
  return {
    digest: digestOf(file),
    rows: judged.length,
    counts: {
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      'unknown-number': count('unknown-number'),
      'outside-region': count('outside-region'),
      'not-on-roll': count('not-on-roll'),
      'not-a-number': count('not-a-number'),
      'compulsory-above-total': count('compulsory-above-total'),
      duplicate: count('duplicate'),
    },
    shown: [...faults, ...others].sort((one, other) => one.line - other.line),
  }
}

export type ImportableCampaign = {
  id: string
  unitId: string
  nameZh: string
  nameEn: string
  lockedAt: Date | null
  studyTotalTarget: number
  studyCompulsoryTarget: number
  /** The units whose people the administrator may import for. */
  tops: string[]
}

/** The campaigns an administrator may import study credits for, newest first; locked ones are named too. */
export async function importableCampaigns(
  by: Pick<NamedReader, 'db' | 'viewer'>,
): Promise<ImportableCampaign[]> {
  const regions = regionsOf(by, ['administrator'])
  const mine: ImportableCampaign[] = []
  for (const campaign of regions.length > 0 ? await listCampaigns(by.db) : []) {
    const { id, unitId, nameZh, nameEn, lockedAt, studyTotalTarget, studyCompulsoryTarget } = campaign
    const tops = (await topsOf(by.db, regions, unitId)).map((unit) => unit.id)
    if (tops.length > 0)
      mine.push({ id, unitId, nameZh, nameEn, lockedAt, studyTotalTarget, studyCompulsoryTarget, tops })
  }
  return mine
}

const digestOf = (file: Uint8Array) => createHash('sha256').update(file).digest('hex')
