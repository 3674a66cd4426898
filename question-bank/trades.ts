/**
 * The trades (行业) of "谁执法谁普法": the departments of a city, in the order in which offices list them. A question on
 * the law of a trade is asked in its own part of the paper; a unit has the trade of its department.
 *
 * Names are those that files and pages say. A key never changes: units and questions keep it.
 */
export const tradeNames = {
  supervision: { zh: '纪检监察', en: 'Discipline and supervision' },
  cyberspace: { zh: '网信', en: 'Cyberspace' },
  court: { zh: '法院', en: 'Courts' },
  procuratorate: { zh: '检察', en: 'Procuratorates' },
  development: { zh: '发展改革', en: 'Development and reform' },
  education: { zh: '教育', en: 'Education' },
  science: { zh: '科技', en: 'Science and technology' },
  industry: { zh: '工业和信息化', en: 'Industry and information technology' },
  'public-security': { zh: '公安', en: 'Public security' },
  'civil-affairs': { zh: '民政', en: 'Civil affairs' },
  justice: { zh: '司法行政', en: 'Justice' },
  finance: { zh: '财政', en: 'Finance' },
  labour: { zh: '人力资源和社会保障', en: 'Labour and social security' },
  'natural-resources': { zh: '自然资源', en: 'Natural resources and planning' },
  environment: { zh: '生态环境', en: 'Ecology and environment' },
  housing: { zh: '住房和城乡建设', en: 'Housing and construction' },
  transport: { zh: '交通运输', en: 'Transport' },
  water: { zh: '水利', en: 'Water resources' },
  agriculture: { zh: '农业农村', en: 'Agriculture' },
  commerce: { zh: '商务', en: 'Commerce' },
  culture: { zh: '文化和旅游', en: 'Culture and tourism' },
  health: { zh: '卫生健康', en: 'Health' },
  veterans: { zh: '退役军人事务', en: 'Veterans affairs' },
  emergency: { zh: '应急管理', en: 'Emergency management' },
  audit: { zh: '审计', en: 'Audit' },
  market: { zh: '市场监管', en: 'Market supervision' },
  statistics: { zh: '统计', en: 'Statistics' },
  'urban-management': { zh: '城市管理', en: 'Urban management' },
  taxation: { zh: '税务', en: 'Taxation' },
  'medical-security': { zh: '医疗保障', en: 'Healthcare security' },
  township: { zh: '乡镇街道', en: 'Towns and subdistricts' },
} as const satisfies Record<string, { zh: string; en: string }>

export type Trade = keyof typeof tradeNames

// Safe: the keys of the record are exactly its type's.
export const trades = Object.keys(tradeNames) as Trade[]

/** Tells whether a word is the key of a trade. */
export const isTrade = (word: string): word is Trade => Object.hasOwn(tradeNames, word)
