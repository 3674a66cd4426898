import { z } from 'zod'

import type { Db } from '#db/client.ts'
import { findSealDigests } from '#db/queries/seals.ts'

import type { Signer } from '../receipts/signer.ts'
import type { Finding } from './verify-audit.ts'

const Line = z.object({ payload: z.string(), signature: z.string(), keyId: z.string() })
const Payload = z.object({ at: z.iso.datetime(), position: z.int().positive(), head: z.hex() })

/**
 * Compares the signed checkpoints, which are kept outside the database, with the seals in it. A chain that somebody
 * with every right on the database wrote anew is whole in itself; it does not have the heads that were signed before.
 *
 * @param lines Of `checkpoints.jsonl` in the data folder, the oldest first.
 */
export async function verifyCheckpoints(
  { db, signer }: { db: Db; signer: Pick<Signer, 'keyId' | 'verify'> },
  lines: readonly string[],
): Promise<{ checkpoints: number; findings: Finding[] }> {
  const findings: Finding[] = []
  const signed = new Map<number, { head: string; where: string }>()
  for (const [index, line] of lines.entries()) {
    const where = `checkpoint ${index + 1}`
    const checkpoint = readCheckpoint(line, signer)
    if (checkpoint) signed.set(checkpoint.position, { head: checkpoint.head, where })
    else findings.push({ where, what: 'was not signed by the keys of this data folder, or was altered' })
  }
  const seals = await findSealDigests(db, [...signed.keys()])
  for (const [position, { head, where }] of signed) {
    const digest = seals.get(position)
    if (!digest) findings.push({ where, what: `seal ${position} is missing` })
    else if (digest.toString('hex') !== head)
      findings.push({ where, what: `seal ${position} is another one` })
  }
  return { checkpoints: lines.length, findings }
}

function readCheckpoint(line: string, signer: Pick<Signer, 'keyId' | 'verify'>) {
  const parsed = Line.safeParse(jsonOf(line))
  if (!parsed.success) return null
  const { payload, signature, keyId } = parsed.data
  if (keyId !== signer.keyId || !signer.verify(payload, signature)) return null
  return Payload.safeParse(jsonOf(payload)).data ?? null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
