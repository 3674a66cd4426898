import type { Keys } from '#app/auth/keys.ts'
import { refreshStale } from '#app/services/item-statistics/refresh-stale.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import type { Signer } from '#app/services/receipts/signer.ts'
import type { Db } from '#db/client.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { takeDemoLock, writeInstallationFact } from '#db/queries/demo-world.ts'
import { findInstallationFact } from '#db/queries/installation.ts'

import { generatePopulation } from '../population.ts'
import { requireStaff, seedAccounts, type StaffActors } from './accounts.ts'
import { calendarOf } from './calendar.ts'
import { type CurrentCampaign, seedCurrentCampaign } from './current-campaign.ts'
import { seedDraftExam } from './draft-exam.ts'
import { seedDraftQuestions } from './draft-questions.ts'
import { type History, writeHistory } from './history.ts'
import { seedKeyFix } from './key-fix.ts'
import { seedLocalRule } from './local-rule.ts'
import type { Making } from './making.ts'
import { type Organisation, seedOrganisation } from './organisation.ts'
import { seedPastCampaign } from './past-campaign.ts'
import { seedPlaces } from './places.ts'
import { keepDemoPassword, makeDemoPassword } from './password.ts'
import { demoStaff } from './staff.ts'

/** The same seed makes the same city and the same fates in it. */
const SEED = 'yunchuan'

export type SeedOptions = {
  db: Db
  keys: Keys
  now: Date
  /** One for all accounts: the demo world is open to whoever starts it. */
  password: string
  hashPassword: (password: string) => Promise<string>
  signer: Signer
  say: (line: string) => void
}

/**
 * Makes the demo world, once: an invented city with its people and accounts, last year's campaign with results, this
 * year's under way, two exam centres. All or nothing, in one transaction; the sittings are made by `refreshDemoWorld`.
 * Where it is made already, only another password is taken over.
 */
export async function seedDemoWorld(options: SeedOptions): Promise<void> {
  const { db, say } = options
  await installBasicBank(db)
  await db.transaction(async (tx) => {
    await takeDemoLock(tx)
    if (await findInstallationFact(tx, 'demo')) {
      await keepDemoPassword(tx, options)
      return
    }
    const passwordHash = await makeDemoPassword(tx, options)
    say('正在建立演示城市（只在第一次启动时）… Making the demo city, at the first start only …')
    await makeWorld(tx, options, passwordHash)
  })
  // What the attempts say of the questions, which the upkeep would make a little later.
  await refreshStale(db)
}

async function makeWorld(
  tx: Db,
  { keys, now, signer, say }: SeedOptions,
  passwordHash: string,
): Promise<void> {
  const calendar = calendarOf(now)
  const population = generatePopulation(SEED)
  const organisation = await seedOrganisation(tx, keys, population)
  const accounts = { passwordHash, at: calendar.at(-470, 9), passwordAt: now }
  const staff = await seedAccounts(tx, organisation, accounts)
  const places = await seedPlaces(tx, organisation)
  const author = requireStaff(staff, 'author')
  await seedDraftQuestions(tx, { authorId: author.id, at: calendar.at(-6, 15) })
  await seedLocalRule(tx, { staff, calendar })
  const { units, people } = population
  say(`  ${units.length} 个单位、${people.length} 人 · ${units.length} units, ${people.length} people`)

  const making: Making = { tx, calendar, organisation, staff, signer, seed: SEED, progress: progressTo(say) }
  const past = await seedPastCampaign(making)
  const current = await seedCurrentCampaign(making)
  const draft = await seedDraftExam(making, current.campaignId)
  const accountsMade = accountHistory(staff, calendar.at(-470, 9))
  await writeHistory(tx, [...accountsMade, ...past, ...current.history, ...draft])

  const { campaignId, onlineExamId } = current
  await seedKeyFix(tx, staff, onlineExamId)
  await writeInstallationFact(tx, 'demo-places', { campaignId, onlineExamId, ...places })
  await writeInstallationFact(tx, 'demo', {
    createdAt: now.toISOString(),
    accounts: introductions(organisation, current),
  })
  await appendAudit(tx, {
    at: now,
    actor: theProgram,
    action: 'demo-world.made',
    subject: 'platform',
    detail: { units: units.length, people: people.length, seed: SEED },
  })
}

function progressTo(say: (line: string) => void): Making['progress'] {
  const names = {
    past: ['去年的考试', 'last year’s exam'],
    current: ['今年的考试', 'this year’s exam'],
  } as const
  const told = { past: 0, current: 0 }
  return (exam, done, all) => {
    const [zh, en] = names[exam]
    if (done < all && done - told[exam] < 1000) return
    told[exam] = done
    say(`  ${zh} ${done}/${all} 人 · ${en}: ${done} of ${all} people`)
  }
}

function accountHistory(staff: StaffActors, at: Date): History {
  return demoStaff.map(({ login, role, roleZh }) => ({
    at,
    actor: theProgram,
    action: 'account.created',
    subject: 'account',
    subjectId: requireStaff(staff, login).id,
    detail: { login, role, roleZh },
  }))
}

/** Whom the login page offers to be: two candidates, then the staff. */
function introductions({ people }: Organisation, { firstToSit }: CurrentCampaign) {
  const candidate = { roleZh: '考生', roleEn: 'Candidate' }
  const atCentre = {
    ...candidate,
    login: 'E000001',
    name: people.find(({ employeeNo }) => employeeNo === 'E000001')?.name ?? '',
    hintZh: '已签到，可进入正在进行的考场考试（E000001–E000040 均可）',
    hintEn: 'Checked in for the sitting that is open now (as are E000001–E000040)',
  }
  const online = firstToSit && {
    ...candidate,
    login: firstToSit.employeeNo,
    name: firstToSit.name,
    hintZh: '可参加开放中的网上考试',
    hintEn: 'May sit the open online exam',
  }
  const staff = demoStaff.map(({ login, name, roleZh, roleEn, hintZh, hintEn }) => ({
    ...{ login, name, roleZh, roleEn, hintZh, hintEn },
  }))
  return [atCentre, ...(online ? [online] : []), ...staff]
}
