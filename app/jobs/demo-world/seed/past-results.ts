import { createRandom } from '../random.ts'
import { requireStaff } from './accounts.ts'
import type { History } from './history.ts'
import { inBatches, type Making } from './making.ts'
import { type OnlineExam, type Registered, sitOnce, storeAttempts, type Try } from './online-exam.ts'
import type { Inhabitant } from './organisation.ts'
import type { Diary } from './tries.ts'
import type { Written } from './written-attempt.ts'

export type PastSitter = Registered & { first: Date }

type Sitters = { sitters: readonly PastSitter[]; diary: Diary; abilityOf: (person: Inhabitant) => number }

const VIOLATION = '经核实由他人代为作答，成绩无效'
const FAULT = '考试期间网络中断，成绩作废，准予重考'
const HOUR = 3_600_000
/** One in so many attempts was voided for a violation, or cut short by a fault. */
const VOID_EVERY = 577
const FAULT_EVERY = 613

/** Lets everybody sit, up to three times until passed, and writes it all. @returns The decisions about attempts. */
export async function seedPastResults(
  making: Making,
  online: OnlineExam,
  { sitters, diary, abilityOf }: Sitters,
): Promise<History> {
  const history: History = []
  await inBatches(sitters, 300, async (batch, done) => {
    const written = batch.flatMap((sitter, index) =>
      sitUntilPassed(making, online, {
        sitter,
        diary,
        ability: abilityOf(sitter.person),
        turn: done + index,
      }),
    )
    await storeAttempts(making.tx, written)
    history.push(...written.flatMap((one) => decision(making, one)))
    making.progress('past', done + batch.length, sitters.length)
  })
  return history
}

type One = { sitter: PastSitter; diary: Diary; ability: number; turn: number }

function sitUntilPassed(
  making: Making,
  online: OnlineExam,
  { sitter, diary, ability, turn }: One,
): Written[] {
  const random = createRandom(`past exam ${making.seed} ${sitter.person.employeeNo}`)
  const written: Written[] = []
  let startedAt: Date | null = sitter.first
  let counted = 0
  while (startedAt && counted < online.exam.maxTries) {
    const tryNo = written.length + 1
    const faulty = tryNo === 1 && turn % FAULT_EVERY === 29
    const fault: NonNullable<Try['fault']> = {
      at: new Date(startedAt.getTime() + 26 * HOUR),
      reason: FAULT,
    }
    const one = sitOnce(
      online,
      { ...sitter, tryNo },
      // Who has failed learns.
      { startedAt, ability: Math.min(0.98, ability + counted * 0.08), random, ...(faulty && { fault }) },
    )
    written.push(one)
    if (!faulty) counted += 1
    if (one.attempt.passed) break
    startedAt = counted === 0 || random.chance(0.97) ? diary.later(random, fault.at) : null
  }
  return turn % VOID_EVERY === 13 ? written.slice(0, 1).map((first) => voided(making, first, turn)) : written
}

/** The last of them comes after the lock: reports must show that they were corrected. */
function voided({ calendar }: Making, { attempt, ...rest }: Written, turn: number): Written {
  const afterLock = turn >= 4 * VOID_EVERY
  const { closesAt, lockedAt } = calendar.past
  const voidedAt = new Date((afterLock ? lockedAt : closesAt).getTime() + 64 * HOUR + turn * 1000)
  return { ...rest, attempt: { ...attempt, state: 'void', voidedAt, voidReason: VIOLATION } }
}

function decision({ staff, organisation }: Making, { attempt }: Written): History {
  if (!attempt.voidedAt) return []
  const person = organisation.people.find(({ id }) => id === attempt.personId)
  return [
    {
      at: attempt.voidedAt,
      actor: requireStaff(staff, 'admin'),
      action: attempt.state === 'void' ? 'attempt.voided' : 'attempt.annulled',
      subject: 'attempt',
      subjectId: attempt.id,
      unitId: person?.unitId ?? null,
      detail: { reason: attempt.voidReason },
    },
  ]
}
