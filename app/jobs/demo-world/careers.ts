import type { Ladder } from './departments.ts'
import type { Random } from './random.ts'
import type { DemoPerson, DemoUnit } from './shapes.ts'
import type { Post } from './units.ts'

export type Tier = 'head' | 'deputy' | 'chief' | 'viceChief' | 'staff'

type Ranks = Record<Tier, string[]>

/** Ranks (职级) that go with a post, the highest first. A city department's head stands a step above a county's. */
const ranks: Record<'city' | 'county', Record<Ladder['ranks'], Ranks>> = {
  city: {
    general: {
      head: ['二级巡视员', '一级调研员'],
      deputy: ['二级调研员', '三级调研员'],
      chief: ['四级调研员', '一级主任科员'],
      viceChief: ['二级主任科员', '三级主任科员'],
      staff: [
        '二级主任科员',
        '三级主任科员',
        '四级主任科员',
        '四级主任科员',
        '一级科员',
        '一级科员',
        '二级科员',
      ],
    },
    police: {
      head: ['一级高级警长'],
      deputy: ['二级高级警长', '三级高级警长'],
      chief: ['四级高级警长', '一级警长'],
      viceChief: ['二级警长', '三级警长'],
      staff: ['二级警长', '三级警长', '四级警长', '一级警员', '二级警员'],
    },
    court: {
      head: ['二级高级法官'],
      deputy: ['三级高级法官'],
      chief: ['四级高级法官'],
      viceChief: ['一级法官'],
      staff: ['二级法官', '三级法官', '四级法官', '五级法官'],
    },
    procuratorate: {
      head: ['二级高级检察官'],
      deputy: ['三级高级检察官'],
      chief: ['四级高级检察官'],
      viceChief: ['一级检察官'],
      staff: ['二级检察官', '三级检察官', '四级检察官', '五级检察官'],
    },
  },
  county: {
    general: {
      head: ['四级调研员', '一级主任科员'],
      deputy: ['一级主任科员', '二级主任科员'],
      chief: ['三级主任科员', '四级主任科员'],
      viceChief: ['四级主任科员', '一级科员'],
      staff: ['三级主任科员', '四级主任科员', '一级科员', '二级科员'],
    },
    police: {
      head: ['四级高级警长'],
      deputy: ['一级警长', '二级警长'],
      chief: ['二级警长', '三级警长'],
      viceChief: ['三级警长', '四级警长'],
      staff: ['三级警长', '四级警长', '一级警员', '二级警员'],
    },
    court: { head: [], deputy: [], chief: [], viceChief: [], staff: [] },
    procuratorate: { head: [], deputy: [], chief: [], viceChief: [], staff: [] },
  },
}

const institutionRanks = [
  '管理岗位八级',
  '管理岗位九级',
  '专业技术岗位十级',
  '专业技术岗位十一级',
  '专业技术岗位十二级',
]

export const FIRST_BIRTH_YEAR = 1966

/** The youngest year-group that holds a post: people rise with the years. */
export const latestBirthYear: Record<Tier, number> = {
  head: 1983,
  deputy: 1987,
  chief: 1992,
  viceChief: 1996,
  staff: 2003,
}

/** The posts of a department of `size` people, highest first: one head, two to four deputies, then one in six each. */
export function tiersOf(size: number, random: Random): Tier[] {
  const deputies = Math.min(2 + random.below(3), Math.floor(size / 4))
  return Array.from({ length: size }, (_, at): Tier => {
    if (at === 0) return 'head'
    if (at <= deputies) return 'deputy'
    const share = at % 6
    if (share === 0) return 'chief'
    return share === 3 ? 'viceChief' : 'staff'
  })
}

type Career = Pick<DemoPerson, 'unitKey' | 'post' | 'rank' | 'category' | 'isLeader' | 'isEnforcer'>

/** What a person of that tier is in the department. Leaders belong to the department itself, the others to sections. */
export function inventCareer(
  random: Random,
  { unit, sections, department, region }: Post,
  { tier, birthYear }: { tier: Tier; birthYear: number },
): Career {
  const isLeader = tier === 'head' || tier === 'deputy'
  const category = tier === 'staff' ? inventCategory(random, department.ladder) : 'civil-servant'
  const ofInstitution = category === 'institution'
  const suitable = ofInstitution ? institutionRanks : ranks[region][department.ladder.ranks][tier]
  return {
    unitKey: isLeader ? unit.key : inventSeat(random, [unit, ...sections]),
    post: ofInstitution ? '工作人员' : department.ladder[tier],
    rank: pickByAge(
      random,
      suitable,
      (birthYear - FIRST_BIRTH_YEAR) / (latestBirthYear[tier] + 1 - FIRST_BIRTH_YEAR),
    ),
    category,
    isLeader,
    // Heads and people of public institutions hold no enforcement certificate here.
    isEnforcer: department.enforces && !isLeader && !ofInstitution && random.chance(0.68),
  }
}

/** Ranks come with the years, though not for everybody at the same pace. `youth` runs from 0 to 1. */
function pickByAge(random: Random, ranks: string[], youth: number): string {
  const rank = ranks[Math.floor((youth * 0.75 + random.next() * 0.25) * ranks.length)]
  if (rank === undefined) throw new RangeError('This kind of department has no such post.')
  return rank
}

/** A section, where there are any; a few people sit in none. */
function inventSeat(random: Random, [unit, ...sections]: [DemoUnit, ...DemoUnit[]]): string {
  return sections.length > 0 && random.chance(0.85) ? random.pick(sections).key : unit.key
}

function inventCategory(random: Random, ladder: Ladder): DemoPerson['category'] {
  // Police, judges and prosecutors are civil servants throughout.
  if (ladder.ranks !== 'general') return 'civil-servant'
  return random.weighted([
    ['civil-servant', 62],
    ['ref-civil-servant', 20],
    ['institution', 18],
  ])
}
