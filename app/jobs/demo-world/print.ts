import { listDemoAccounts } from '#app/services/people/list-demo-accounts.ts'
import type { Db } from '#db/client.ts'

import type { DemoToday } from './seed/refresh.ts'

type Printing = {
  db: Db
  url: string
  password: string
  today: DemoToday
  video: boolean
  say: (line: string) => void
}

const timeOfDay = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** Tells a newcomer who can log in with what, and what to look at first. Both languages on each line. */
export async function printDemo({ db, url, password, today, video, say }: Printing): Promise<void> {
  say('')
  say(`  学法考法平台 · 演示环境    Law exam platform · demo world    ${url}`)
  say('')
  say(`  所有演示账号的密码  Password of all demo accounts:  ${password}`)
  say('')
  for (const account of await listDemoAccounts(db)) {
    say(`  ${account.login.padEnd(14)} ${account.roleZh} · ${account.roleEn}`)
  }
  say('')
  say(`  正在进行的考场  Open sitting:  ${today.examTitleZh}（至 until ${timeOfDay.format(today.endsAt)}）`)
  say('    E000001–E000040  已签到，登录即可进入  checked in: log in and enter')
  say(
    `  正在开放的网上考试  Open online exam:  ${today.onlineTitleZh}（至 until ${timeOfDay.format(today.onlineClosesAt)}）`,
  )
  say('    E000041…  登录后即可开始  log in and start')
  say('')
  say(
    '  先看看 Look first:  用 proctor1 打开考场，再另开浏览器以 E000001 应试  proctor1 opens the room; E000001 in another browser sits',
  )
  say('  活动的考生画面  Moving pictures:  npm run demo -- --cameras 12')
  if (!video) say('  本次启动不含视频  This start has no video (see above).')
  say('')
}
