const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 第四十八条 for 48; 第一千零三条 for 1003; 第十七条之一 for 17 and 1. Articles are numbered 1 to 9999. */
export function articleLabel(number: number, sub = 0): string {
  return `第${chineseNumber(number)}条${sub > 0 ? `之${chineseNumber(sub)}` : ''}`
}

function chineseNumber(number: number): string {
  if (number < 20 && number >= 10) return `十${number % 10 === 0 ? '' : digits[number % 10]}`
  let text = ''
  let zero = false
  for (const [size, unit] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(number / size) % 10
    if (digit === 0) zero = text !== ''
    else {
      text += `${zero ? '零' : ''}${digits[digit]}${unit}`
      zero = false
    }
  }
  return text
}

/** Reads 第四十八条 or 第二百八十七条之一; null when it is no article label. */
export function parseArticle(label: string): { number: number; sub: number } | null {
  const match = /^第([零一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?$/.exec(label)
  if (!match?.[1]) return null
  const number = readNumber(match[1])
  const sub = match[2] ? readNumber(match[2]) : 0
  return number > 0 ? { number, sub } : null
}

function readNumber(text: string): number {
  let sum = 0
  let digit = 0
  for (const sign of text) {
    const size = { 千: 1000, 百: 100, 十: 10 }[sign]
    if (size) {
      sum += (digit || 1) * size
      digit = 0
    } else digit = digits.indexOf(sign)
  }
  return sum + digit
}
