import type { Random } from './random.ts'
import type { Sex } from './shapes.ts'

/** Surnames by how many in a thousand carry them, roughly as in the country. */
const surnames: readonly (readonly [string, number])[] = [
  ...weigh(72, '王李'),
  ...weigh(68, '张'),
  ...weigh(54, '刘'),
  ...weigh(45, '陈'),
  ...weigh(31, '杨'),
  ...weigh(22, '黄赵吴周'),
  ...weigh(14, '徐孙马朱胡郭何林高罗'),
  ...weigh(9, '郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余'),
  ...weigh(6, '于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛'),
  ...weigh(3, '闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文'),
  ...(['欧阳', '上官', '司马', '诸葛'] as const).map((surname) => [surname, 1] as const),
]

function weigh(weight: number, letters: string) {
  return [...letters].map((surname) => [surname, weight] as const)
}

type Letters = { single: string[]; first: string[]; second: string[] }

/** What parents chose before about 1985, and after; without what would often name a national leader. */
const given: Record<Sex, Record<'before' | 'after', Letters>> = {
  m: {
    before: {
      single: [...'伟勇斌波辉杰峰东平林海明亮超刚磊建宁'],
      first: [...'建志海永文卫国新晓福光宏金学世兴祥少忠良立家'],
      second: [...'国明林生民平辉斌峰波勇伟杰成山'],
    },
    after: {
      single: [...'浩宇晨睿杰鑫博阳帆恒哲涛旭昊'],
      first: [...'子宇浩俊泽博嘉家志思明文天承景一'],
      second: [...'轩涵宇然杰晨阳豪航远铭睿霖恒昊哲'],
    },
  },
  f: {
    before: {
      single: [...'丽敏静艳芳燕娟霞萍玲红梅琴洁'],
      first: [...'秀丽玉桂红晓海爱美小淑惠雪亚金月'],
      second: [...'英芳珍霞艳萍娟敏燕玲琴莲香云梅'],
    },
    after: {
      single: [...'婷静颖雪倩琳悦萱欣瑶璐晴'],
      first: [...'雨诗梦思雅婷佳欣静可语若书心晨钰'],
      second: [...'涵琪雯怡萱瑶妍欣彤琳颖莹悦宁'],
    },
  },
}

/** An invented person's name, of a kind usual for the sex and the year of birth. */
export function inventName(random: Random, { sex, birthYear }: { sex: Sex; birthYear: number }): string {
  const { single, first, second } = given[sex][birthYear < 1985 ? 'before' : 'after']
  const surname = random.weighted(surnames)
  if (random.chance(birthYear < 1990 ? 0.22 : 0.14)) return surname + random.pick(single)
  const start = random.pick(first)
  return surname + start + random.pick(second.filter((letter) => letter !== start))
}
