import { uuidv7 } from 'uuidv7'

import { importLaw } from '#app/services/laws/import-law.ts'
import type { BankStaff } from '#app/services/questions/bank-staff.ts'
import { questionDigest } from '#app/services/questions/question-digest.ts'
import type { Db } from '#db/client.ts'
import { addQuestions } from '#db/queries/install.ts'

import { requireStaff, type StaffActors } from './accounts.ts'
import { type Calendar, dayOf } from './calendar.ts'
import { localRule, newerText, olderText } from './local-rule-texts.ts'

/** `[article, stem, options, key]`; what is asked of the older version. */
const asked = [
  ['第三条', '云川市公共阅览室的日常管理由谁负责？', ['市文化部门', '镇人民政府、街道办事处', '市教育部门', '居民委员会'], 'B'],
  ['第四条', '云川市公共阅览室每周开放的时间至少是多少小时？', ['三十小时', '三十五小时', '四十小时', '四十五小时'], 'B'],
  ['第五条', '在云川市公共阅览室办理借阅，应当凭什么？', ['居民身份证', '居住证明', '单位介绍信', '押金收据'], 'A'],
  ['第六条', '逾期不归还图书，书面提醒后十五日内仍不归还的，暂停借阅资格多久？', ['一个月', '三个月', '六个月', '一年'], 'B'],
  ['第七条', '损坏公共阅览室图书的读者提供了相同的图书，还要赔偿吗？', ['按照原价赔偿', '按照一半赔偿', '不再赔偿', '由管理员决定'], 'C'],
  ['第八条', '公共阅览室多久公布一次新增图书目录？', ['每月', '每季度', '每半年', '每年'], 'D'],
  ['第九条', '公共阅览室的经费由谁保障？', ['本级财政预算', '借阅押金', '社会捐赠', '上级补助'], 'A'],
  ['第十条', '在公共阅览室内大声喧哗的，管理员有权怎样做？', ['罚款', '劝离', '扣留证件', '暂停借阅资格'], 'B'],
  ['第十一条', '向公共阅览室捐赠图书的，由谁颁发证书？', ['市文化部门', '设立机关', '市人民政府', '居民委员会'], 'B'],
] as const // prettier-ignore

/**
 * A rule of the invented city that has changed, with questions that still cite the version before: the author updates
 * their citations, the reviewer approves them. No exam of the demo world has its law date in the days of that version.
 */
export async function seedLocalRule(
  tx: Db,
  { staff, calendar }: { staff: StaffActors; calendar: Calendar },
): Promise<void> {
  const author = requireStaff(staff, 'author')
  const day = (days: number) => dayOf(calendar.at(days))
  const asAuthor: BankStaff = {
    db: tx,
    accountId: author.id,
    name: author.name,
    viewer: { roles: [{ role: 'author' }] },
  }
  const older = { promulgated: day(-320), effectiveFrom: day(-300), verifiedOn: day(-290) }
  const newer = { promulgated: day(-60), effectiveFrom: day(-30), verifiedOn: day(-28) }
  const common = { ...localRule, effectiveTo: '', problemsSeen: true }
  const texts = [
    { ...common, ...older, lawId: '', text: olderText, source: '云川市人民政府令（演示）第1号' },
    { ...common, ...newer, lawId: localRule.newId, text: newerText, source: '云川市人民政府令（演示）第4号' },
  ]
  for (const said of texts) {
    const imported = await importLaw(asAuthor, said, day(0))
    if (!imported.ok) throw new Error(`The city's rule was not imported: ${imported.refusal}`)
  }
  const approval = {
    authorId: author.id,
    approverId: requireStaff(staff, 'reviewer').id,
    approvedAt: calendar.at(-280, 16),
    createdAt: calendar.at(-285, 10),
  }
  await addQuestions(tx, questionsOn(older.promulgated, approval))
}

type Approval = { authorId: string; approverId: string; approvedAt: Date; createdAt: Date }

function questionsOn(lawVersion: string, approval: Approval) {
  return asked.map(([article, stem, options, key], index) => {
    const content = {
      kind: 'single' as const,
      lawId: localRule.newId,
      lawVersion,
      article,
      topic: '公共阅览室',
      difficulty: 'easy' as const,
      difficultyReason: '条文直接规定',
      audience: ['general'],
      trades: [],
      stem,
      options: options.map((text, at) => ({ id: 'ABCD'[at] ?? '', text })),
      key: [key],
      explanation: `《${localRule.short}》${article}有明确规定，其他各项与该条不符。`,
      note: '',
      changed: null,
      caseCode: null,
      material: null,
    }
    const code = `yunchuan-${String(index + 101)}`
    const digest = questionDigest({ code, ...content })
    const version = { id: uuidv7(), version: 1, state: 'approved' as const, ...content, digest, ...approval }
    return { id: uuidv7(), code, version }
  })
}
