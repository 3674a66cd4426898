import type { RoleName } from '#db/schema/organisation.ts'

/** A member of staff of the demo world. Everybody has one role, limited to one unit of the tree. */
export type DemoStaff = {
  login: string
  name: string
  role: RoleName
  unitKey: string
  roleZh: string
  roleEn: string
  hintZh: string
  hintEn: string
}

const LIAISON_UNIT = 'city:market'
export const COUNTY = 'songlan'

/** The staff that a newcomer can be, with what there is to do for each. */
export const demoStaff: readonly DemoStaff[] = [
  {
    login: 'proctor1',
    name: '王秀兰',
    role: 'proctor',
    unitKey: 'city',
    roleZh: '监考员',
    roleEn: 'Proctor',
    hintZh: '市考试中心正在进行的场次：看画面、发提醒、补时、记录异常',
    hintEn: 'The sitting that is open now at the city centre: feeds, messages, extra time, incidents',
  },
  {
    login: 'proctor2',
    name: '陈国栋',
    role: 'proctor',
    unitKey: 'city',
    roleZh: '监考员',
    roleEn: 'Proctor',
    hintZh: '同一场次的第二位监考员',
    hintEn: 'The second proctor of the same sitting',
  },
  {
    login: 'inspector',
    name: '周敏',
    role: 'inspector',
    unitKey: 'city',
    roleZh: '巡考员',
    roleEn: 'Inspector',
    hintZh: '只看不动：巡视同一场次',
    hintEn: 'Watches the same sitting and changes nothing',
  },
  {
    login: 'liaison',
    name: '刘洋',
    role: 'liaison',
    unitKey: LIAISON_UNIT,
    roleZh: '联络员',
    roleEn: 'Liaison officer',
    hintZh: '市市场监督管理局：谁还没学、谁还没考',
    hintEn: 'Market Supervision Bureau: who has not yet studied, who has not yet sat',
  },
  {
    login: 'author',
    name: '吴晓东',
    role: 'author',
    unitKey: 'city',
    roleZh: '命题员',
    roleEn: 'Author',
    hintZh: '题库：一道草稿，三道已送审',
    hintEn: 'The question bank: one draft, three questions in review',
  },
  {
    login: 'reviewer',
    name: '郑文静',
    role: 'reviewer',
    unitKey: 'city',
    roleZh: '审题员',
    roleEn: 'Reviewer',
    hintZh: '三道题等待审核',
    hintEn: 'Three questions wait for approval',
  },
  {
    login: 'centre',
    name: '孙立新',
    role: 'centre-manager',
    unitKey: 'city',
    roleZh: '考试中心管理员',
    roleEn: 'Centre manager',
    hintZh: '考场、座位和场次',
    hintEn: 'Rooms, seats and sittings',
  },
  {
    login: 'admin',
    name: '赵明远',
    role: 'administrator',
    unitKey: 'city',
    roleZh: '市级管理员',
    roleEn: 'Administrator of the city',
    hintZh: '全市统计：去年的结果和今年的进度；一项答案更正等待决定',
    hintEn:
      'Figures of the whole city: last year’s results and this year’s progress; a key correction to be decided',
  },
  {
    login: 'admin2',
    name: '钱思远',
    role: 'administrator',
    unitKey: 'city',
    roleZh: '市级管理员（第二人）',
    roleEn: 'Second administrator of the city',
    hintZh: '撤销另一位管理员批准的答案更正',
    hintEn: 'Takes back a key correction that the other administrator approved',
  },
  {
    login: 'countyadmin',
    name: '何芳',
    role: 'administrator',
    unitKey: COUNTY,
    roleZh: '县级管理员',
    roleEn: 'Administrator of a county',
    hintZh: '只看得到松岚县',
    hintEn: 'Sees Songlan County only',
  },
  {
    login: 'auditor',
    name: '沈清',
    role: 'auditor',
    unitKey: 'city',
    roleZh: '审计管理员',
    roleEn: 'Auditor',
    hintZh: '查阅并校验审计日志',
    hintEn: 'Reads and verifies the audit log',
  },
]
