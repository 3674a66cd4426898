/** The posts of a department from its head to its staff; the ranks that go with them are in careers.ts. */
export type Ladder = {
  head: string
  deputy: string
  chief: string
  viceChief: string
  staff: string
  ranks: 'general' | 'police' | 'court' | 'procuratorate'
}

export type Section = { key: string; zh: string; en: string }

export type Department = {
  key: string
  /** After the name of the region: 云川市 + 公安局. */
  zh: string
  en: string
  trade: string
  /** How many people it has beside the others. */
  weight: number
  /** Has people who enforce law against citizens and companies. */
  enforces: boolean
  ladder: Ladder
  sections: Section[]
}

const bureau: Ladder = {
  head: '局长',
  deputy: '副局长',
  chief: '科长',
  viceChief: '副科长',
  staff: '科员',
  ranks: 'general',
}
const commission: Ladder = { ...bureau, head: '主任', deputy: '副主任' }
const supervision: Ladder = {
  ...bureau,
  head: '书记',
  deputy: '副书记',
  chief: '室主任',
  viceChief: '室副主任',
}
const police: Ladder = { ...bureau, chief: '大队长', viceChief: '副大队长', staff: '民警', ranks: 'police' }
const court: Ladder = {
  head: '院长',
  deputy: '副院长',
  chief: '庭长',
  viceChief: '副庭长',
  staff: '审判员',
  ranks: 'court',
}
const procuratorate: Ladder = {
  head: '检察长',
  deputy: '副检察长',
  chief: '部主任',
  viceChief: '部副主任',
  staff: '检察员',
  ranks: 'procuratorate',
}

const countyBureau: Ladder = { ...bureau, chief: '股长', viceChief: '副股长' }
const countyPolice: Ladder = { ...police, chief: '所长', viceChief: '副所长' }
const town: Ladder = {
  ...bureau,
  head: '镇长',
  deputy: '副镇长',
  chief: '站长',
  viceChief: '副站长',
  staff: '干部',
}
const subdistrict: Ladder = { ...town, head: '主任', deputy: '副主任' }

const office: Section = { key: 'office', zh: '办公室', en: 'General Office' }
const legal: Section = { key: 'legal', zh: '政策法规科', en: 'Policy and Legal Affairs Section' }
const squad: Section = { key: 'enforcement', zh: '综合行政执法支队', en: 'Administrative Enforcement Squad' }

type Entry = [key: string, zh: string, en: string, weight: number, more?: Partial<Department>]

function department([key, zh, en, weight, more]: Entry): Department {
  return { key, zh, en, weight, trade: key, enforces: false, ladder: bureau, sections: [], ...more }
}

const enforcing = { enforces: true }

/** The departments of the city, in the order in which offices list them. */
export const cityDepartments: Department[] = (
  [
    ['supervision', '纪委监委机关', 'Discipline and Supervision Commission', 60, { ladder: supervision }],
    ['cyberspace', '互联网信息办公室', 'Cyberspace Administration', 26, { ...enforcing, ladder: commission }],
    ['court', '中级人民法院', "Intermediate People's Court", 90, { ladder: court }],
    ['procuratorate', '人民检察院', "People's Procuratorate", 70, { ladder: procuratorate }],
    ['development', '发展和改革委员会', 'Development and Reform Commission', 50, { ladder: commission }],
    ['education', '教育局', 'Education Bureau', 45],
    ['science', '科学技术局', 'Science and Technology Bureau', 24],
    ['industry', '工业和信息化局', 'Industry and Information Technology Bureau', 40],
    [
      'public-security',
      '公安局',
      'Public Security Bureau',
      230,
      {
        ...enforcing,
        ladder: police,
        sections: [
          { key: 'command', zh: '指挥中心', en: 'Command Centre' },
          { key: 'legal', zh: '法制支队', en: 'Legal Affairs Division' },
          { key: 'public-order', zh: '治安管理支队', en: 'Public Order Division' },
          { key: 'traffic', zh: '交通警察支队', en: 'Traffic Police Division' },
          { key: 'network', zh: '网络安全保卫支队', en: 'Network Security Division' },
        ],
      },
    ],
    ['civil-affairs', '民政局', 'Civil Affairs Bureau', 30],
    [
      'justice',
      '司法局',
      'Justice Bureau',
      62,
      {
        sections: [
          office,
          { key: 'law-popularisation', zh: '普法与依法治理科', en: 'Legal Publicity Section' },
          { key: 'enforcement-oversight', zh: '行政执法协调监督科', en: 'Enforcement Oversight Section' },
          { key: 'reconsideration', zh: '行政复议科', en: 'Administrative Reconsideration Section' },
        ],
      },
    ],
    [
      'finance',
      '财政局',
      'Finance Bureau',
      56,
      {
        sections: [
          office,
          { key: 'budget', zh: '预算科', en: 'Budget Section' },
          { key: 'treasury', zh: '国库科', en: 'Treasury Section' },
        ],
      },
    ],
    ['labour', '人力资源和社会保障局', 'Human Resources and Social Security Bureau', 56, enforcing],
    ['natural-resources', '自然资源和规划局', 'Natural Resources and Planning Bureau', 66, enforcing],
    [
      'environment',
      '生态环境局',
      'Ecology and Environment Bureau',
      72,
      { ...enforcing, sections: [legal, squad] },
    ],
    ['housing', '住房和城乡建设局', 'Housing and Urban-Rural Development Bureau', 60, enforcing],
    ['transport', '交通运输局', 'Transport Bureau', 84, { ...enforcing, sections: [office, legal, squad] }],
    ['water', '水利局', 'Water Resources Bureau', 40, enforcing],
    ['agriculture', '农业农村局', 'Agriculture and Rural Affairs Bureau', 60, enforcing],
    ['commerce', '商务局', 'Commerce Bureau', 30],
    ['culture', '文化广电旅游体育局', 'Culture, Tourism and Sports Bureau', 46, enforcing],
    ['health', '卫生健康委员会', 'Health Commission', 56, { ...enforcing, ladder: commission }],
    ['veterans', '退役军人事务局', 'Veterans Affairs Bureau', 24],
    [
      'emergency',
      '应急管理局',
      'Emergency Management Bureau',
      62,
      {
        ...enforcing,
        sections: [
          office,
          { key: 'chemicals', zh: '危险化学品安全监督管理科', en: 'Hazardous Chemicals Section' },
          squad,
        ],
      },
    ],
    ['audit', '审计局', 'Audit Bureau', 40],
    [
      'market',
      '市场监督管理局',
      'Market Supervision Bureau',
      150,
      {
        ...enforcing,
        sections: [
          office,
          legal,
          { key: 'food', zh: '食品安全监督管理科', en: 'Food Safety Section' },
          { key: 'special-equipment', zh: '特种设备安全监察科', en: 'Special Equipment Section' },
          squad,
        ],
      },
    ],
    ['statistics', '统计局', 'Statistics Bureau', 24, enforcing],
    [
      'urban-management',
      '城市管理和综合执法局',
      'Urban Management Bureau',
      110,
      { ...enforcing, sections: [legal, squad] },
    ],
    ['taxation', '税务局', 'Tax Service', 110, enforcing],
    ['medical-security', '医疗保障局', 'Healthcare Security Bureau', 30, enforcing],
  ] satisfies Entry[]
).map(department)

/** What every county has; its town or subdistrict office is added by its kind. */
export const countyPublicSecurity = department([
  'public-security',
  '公安局',
  'Public Security Bureau',
  48,
  {
    ...enforcing,
    ladder: countyPolice,
    sections: [
      { key: 'legal', zh: '法制大队', en: 'Legal Affairs Unit' },
      { key: 'station', zh: '城关派出所', en: 'Chengguan Police Station' },
    ],
  },
])
export const countyJustice = department(['justice', '司法局', 'Justice Bureau', 16, { ladder: countyBureau }])
export const countyTown = department([
  'township',
  '城关镇人民政府',
  'Chengguan Town Government',
  26,
  { ladder: town },
])
export const districtSubdistrict = department([
  'township',
  '中山路街道办事处',
  'Zhongshan Road Subdistrict Office',
  26,
  { ladder: subdistrict },
])

/** What counties differ in: one of these, or none. */
export const countyOthers: Department[] = (
  [
    ['market', '市场监督管理局', 'Market Supervision Bureau', 32],
    ['emergency', '应急管理局', 'Emergency Management Bureau', 18],
    ['transport', '交通运输局', 'Transport Bureau', 22],
    ['urban-management', '城市管理和综合执法局', 'Urban Management Bureau', 28],
    ['natural-resources', '自然资源局', 'Natural Resources Bureau', 22],
  ] satisfies Entry[]
).map(([key, zh, en, weight]) => department([key, zh, en, weight, { ...enforcing, ladder: countyBureau }]))
