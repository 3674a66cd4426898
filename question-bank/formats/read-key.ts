import { letter } from '../question.ts'
import { cleanText, plainWord } from './clean-text.ts'

const truths: Record<'T' | 'F', readonly string[]> = {
  T: ['√', '✓', '✔', '☑', '对', '正确', '是', '真', 't', 'true', 'y', 'yes', 'right', '1'],
  F: ['×', '✗', '✘', '✕', '✖', '╳', '☒', 'x', 'ㄨ', '错', '错误', '否', '假', '误', '不对', '不正确', 'f', 'false', 'n', 'no', 'wrong', '0'], // prettier-ignore
}

/** `√`, `对`, `正确`, `T`, `是` and their opposites; null for any other word. */
export function truthOf(text: string): 'T' | 'F' | null {
  const word = bareKey(text).replace(/的$/, '')
  if (truths.T.includes(word)) return 'T'
  return truths.F.includes(word) ? 'F' : null
}

/**
 * Reads the key of a judgement. A letter counts only where the file's own options say what it stands for.
 *
 * @returns null when it says neither.
 */
export function readTruthKey(text: string, options: readonly string[]): 'T' | 'F' | null {
  const word = bareKey(text)
  if (options.length === 2 && /^[ab]$/.test(word)) return truthOf(options[word === 'a' ? 0 : 1] ?? '')
  return truthOf(text)
}

/**
 * Reads the key of a choice: `ABCD`, `A,B,C`, `A；B；C`, `Ａ、Ｃ`, `(b)`, or an option's own words.
 *
 * @returns Letters in alphabetical order, as often as the file names them; null when they cannot be told.
 */
export function readLetters(text: string, options: readonly string[]): string | null {
  const letters = bareKey(text).replace(/[,;、/|.和及与+&]/g, '')
  if (/^[a-z]+$/.test(letters) && !isOption(text, options)) return [...letters.toUpperCase()].sort().join('')
  const same = options.flatMap((option, index) =>
    plain(option) === plain(withoutLetter(text)) ? [index] : [],
  )
  const [only] = same
  if (only === undefined || same.length > 1) return null
  const said = /^\s*([A-Za-z])\s*[.．、:：]/.exec(text.normalize('NFKC'))?.[1]?.toUpperCase()
  // `B. 一百元` where 一百元 stands under C: which of the two is meant is not ours to guess.
  return said !== undefined && said !== letter(only) && withoutLetter(text) !== text ? null : letter(only)
}

/** Without 答案：, brackets and blanks. */
const bareKey = (text: string) =>
  plainWord(text)
    // Phones write ✔ and ✖ with a sign that asks for colour.
    .replaceAll('\ufe0f', '')
    .replace(/^(正确答案|参考答案|标准答案|答案|answer|key)[::]?/, '')
    .replace(/^[([{【〔]|[)\]}】〕。]$/g, '')

/** Latin words may be an option (`GDP`): then they are no letters. */
const isOption = (text: string, options: readonly string[]) =>
  cleanText(text).length > 1 && options.some((option) => plain(option) === plain(text))

const withoutLetter = (text: string) =>
  cleanText(text).replace(/^\s*[A-Za-zＡ-Ｚａ-ｚ]\s*[.．、:：]\s*(?=\S)/, '')

const plain = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')
