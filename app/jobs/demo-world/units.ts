import {
  cityDepartments,
  countyJustice,
  countyOthers,
  countyPublicSecurity,
  countyTown,
  districtSubdistrict,
} from './departments.ts'
import type { Department } from './departments.ts'
import type { DemoUnit } from './shapes.ts'

/** A city and counties that are on no map. Codes lie under 4399, which is given to no prefecture. */
const CITY = { key: 'city', code: '439900', zh: '云川市', en: 'Yunchuan', enFull: 'Yunchuan City' }

type County = { key: string; stem: string; kind: '区' | '市' | '县'; en: string }

const counties: County[] = [
  { key: 'wanglan', stem: '望澜', kind: '区', en: 'Wanglan' },
  { key: 'chenghu', stem: '澄湖', kind: '区', en: 'Chenghu' },
  { key: 'nantang', stem: '南棠', kind: '区', en: 'Nantang' },
  { key: 'yuting', stem: '榆亭', kind: '市', en: 'Yuting' },
  { key: 'songlan', stem: '松岚', kind: '县', en: 'Songlan' },
  { key: 'qingdi', stem: '清荻', kind: '县', en: 'Qingdi' },
  { key: 'boqiao', stem: '泊桥', kind: '县', en: 'Boqiao' },
  { key: 'luming', stem: '鹿鸣', kind: '县', en: 'Luming' },
  { key: 'baiyuan', stem: '柏原', kind: '县', en: 'Baiyuan' },
  { key: 'weizhou', stem: '苇洲', kind: '县', en: 'Weizhou' },
  { key: 'yanhui', stem: '雁回', kind: '县', en: 'Yanhui' },
  { key: 'zhangxi', stem: '樟溪', kind: '县', en: 'Zhangxi' },
]

const kindEn = { 区: 'District', 市: 'City', 县: 'County' }

/** A department where it stands: what people are put into. */
export type Post = { unit: DemoUnit; sections: DemoUnit[]; department: Department; region: 'city' | 'county' }

/** The whole organisation tree, parents before children, in listing order; the same in every world. */
export function buildUnits(): { units: DemoUnit[]; posts: Post[] } {
  const city: DemoUnit = {
    key: CITY.key,
    parentKey: null,
    level: 'city',
    code: CITY.code,
    nameZh: CITY.zh,
    nameEn: CITY.enFull,
    trade: null,
  }
  const cityPosts = cityDepartments.map((department, at) =>
    place(department, { region: 'city', parent: city, at, ...nameInCity(department) }),
  )
  const regions = counties.map((county, at) => placeCounty(county, at))
  return {
    units: [
      city,
      ...cityPosts.flatMap(unitsOf),
      ...regions.flatMap(({ unit, posts }) => [unit, ...posts.flatMap(unitsOf)]),
    ],
    posts: [...cityPosts, ...regions.flatMap(({ posts }) => posts)],
  }
}

/** The key of the department that a unit is, or is a section of. */
export function departmentKeyOf(unitKey: string): string {
  return unitKey.split('/')[0] ?? unitKey
}

const unitsOf = ({ unit, sections }: Post): DemoUnit[] => [unit, ...sections]

function nameInCity({ key, zh, en }: Department): { zh: string; en: string } {
  // The tax service is the state's, not the city's.
  return { zh: `${key === 'taxation' ? '国家税务总局' : ''}${CITY.zh}${zh}`, en: `${CITY.en} ${en}` }
}

function placeCounty(county: County, at: number): { unit: DemoUnit; posts: Post[] } {
  const unit: DemoUnit = {
    key: county.key,
    parentKey: CITY.key,
    level: 'county',
    code: String(Number(CITY.code) + at + 1),
    nameZh: county.stem + county.kind,
    nameEn: `${county.en} ${kindEn[county.kind]}`,
    trade: null,
  }
  const own = [countyPublicSecurity, countyJustice, county.kind === '区' ? districtSubdistrict : countyTown]
  // Three counties in four have a fourth department.
  const other = at % 4 === 3 ? undefined : countyOthers[at % countyOthers.length]
  const posts = [...own, ...(other ? [other] : [])].map((department, order) =>
    place(department, {
      region: 'county',
      parent: unit,
      at: order,
      ...nameInCounty(department, county, unit),
    }),
  )
  return { unit, posts }
}

function nameInCounty(
  { key, zh, en }: Department,
  county: County,
  unit: DemoUnit,
): { zh: string; en: string } {
  // A district's police is a branch of the city's.
  if (key === 'public-security' && county.kind === '区') {
    return {
      zh: `${CITY.zh}公安局${county.stem}分局`,
      en: `${CITY.en} Public Security Bureau, ${county.en} Branch`,
    }
  }
  return { zh: unit.nameZh + zh, en: `${unit.nameEn} ${en}` }
}

type Place = { region: Post['region']; parent: DemoUnit; at: number; zh: string; en: string }

function place(department: Department, { region, parent, at, zh, en }: Place): Post {
  const unit: DemoUnit = {
    key: `${parent.key}:${department.key}`,
    parentKey: parent.key,
    level: 'department',
    code: `${parent.code}${101 + at}`,
    nameZh: zh,
    nameEn: en,
    trade: department.trade,
  }
  const sections = department.sections.map((section, order) => ({
    key: `${unit.key}/${section.key}`,
    parentKey: unit.key,
    level: 'section' as const,
    code: `${unit.code}${String(order + 1).padStart(2, '0')}`,
    nameZh: section.zh,
    nameEn: section.en,
    trade: department.trade,
  }))
  return { unit, sections, department, region }
}
