import { data } from '@remix-run/server-runtime'

import type { BankStaff } from '#app/services/questions/bank-staff.ts'
import {
  addEnemies,
  addEnemiesByCode,
  markDistinct,
  type PairRefusal,
  removeEnemies,
} from '#app/services/questions/enemies.ts'

const intents = ['added', 'added-by-code', 'removed', 'distinct'] as const
export type Intent = (typeof intents)[number]

/** What became of the last act, when nothing did; with what was typed, to be put right. */
export type PairAnswer = {
  intent: Intent
  refusal: PairRefusal
  one: string
  other: string
  reason: string
}

type Sent = Omit<PairAnswer, 'refusal'> & { similarity: number }

/** @throws {Response} 400: no form of the page sends this. */
export function readAct(form: FormData): Sent {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim().slice(0, 500) : ''
  }
  const intent = intents.find((known) => known === text('intent'))
  const similarity = Number(text('similarity'))
  if (!intent || !(similarity >= 0 && similarity <= 1)) throw data(null, { status: 400 })
  return { intent, one: text('one'), other: text('other'), reason: text('reason'), similarity }
}

export function takeAct(staff: BankStaff, { intent, one, other, reason, similarity }: Sent) {
  const acts = {
    added: () => addEnemies(staff, { one, other }, reason),
    'added-by-code': () => addEnemiesByCode(staff, { one, other }, reason),
    removed: () => removeEnemies(staff, { one, other }),
    distinct: () => markDistinct(staff, { one, other }, similarity),
  }
  return acts[intent]()
}
