import { plainWord } from './clean-text.ts'
import type { FileQuestion } from './file-question.ts'

/** A column of one field; options have a column each. */
type Field = Exclude<keyof FileQuestion, 'row' | 'sheet' | 'options'>

/** The headers of each field: the first is what our own files say, the others are customary. */
const headers: Record<Field, readonly string[]> = {
  code: ['编号', '试题编号', '题目编号', '题号', '试题id', '题目id', 'code', 'id'],
  kind: ['题型', '题目类型', '试题类型', '题目题型', '类型', '题类', 'type', 'kind', 'questiontype'],
  stem: ['题干', '题目', '试题', '题目内容', '试题内容', '题目名称', '问题', '试题题干', '题目题干', '内容', 'question', 'stem'],
  key: ['答案', '正确答案', '参考答案', '标准答案', '正确选项', '试题答案', 'answer', 'key', 'correctanswer'],
  explanation: ['解析', '答案解析', '试题解析', '题目解析', '解释', '答案说明', 'explanation', 'analysis'],
  difficulty: ['难度', '难易度', '难易程度', '难度等级', '试题难度', 'difficulty', 'level'],
  points: ['分值', '分数', '得分', '题分', 'points', 'score', 'marks'],
  law: ['法律依据', '依据', '法条依据', '法规依据', '法律法规', '法律名称', '法规名称', '法律', '法规', '法条', '出处', '来源', 'law', 'legalbasis', 'citation'],
  article: ['条文', '条款', '条文号', '条号', '条目', '所在条款', 'article'],
  lawVersion: ['版本', '法律版本', '法规版本', '版本日期', 'lawversion', 'version'],
  topic: ['知识点', '考点', '考查点', '考察点', 'topic'],
  audience: ['适用对象', '适用人员', '适用人群', '对象', 'audience'],
  trades: ['行业', '适用行业', '行业领域', '执法领域', 'trade', 'trades'],
  difficultyReason: ['难度理由', '难度说明', 'difficultyreason'],
  note: ['备注', '命题说明', '出题说明', '说明', 'note', 'remark', 'remarks'],
  changed: ['新旧变化', '修订变化', '新旧法变化', 'changed'],
  pinned: ['固定选项', '不打乱选项', 'pinned'],
  caseCode: ['案例编号', '材料编号', 'casecode', 'case'],
  material: ['案例材料', '材料', '案例', '案情', '背景材料', '题目材料', 'material'],
} // prettier-ignore

/** What files of ours say beside the questions, and what only counts rows. */
const unread = ['序号', '导入结果', '原因', '原行号', 'no', 'no.']

/** The header of a field in the files we write. */
export const headerOf = (field: Field): string => headers[field][0] ?? field

/** Where the fields stand in a table: the position of each column that was found. */
export type Columns = { fields: Partial<Record<Field, number>>; options: number[] }

/** `twice`: two columns say the same, and which one counts is not ours to guess. */
export type HeaderFault = { twice: string }

/**
 * Reads a row as headers, in any order and with customary names.
 *
 * @returns null when it is no header row: one has at least the stem and the key.
 */
export function readHeaders(cells: readonly string[]): Columns | HeaderFault | null {
  const columns: Columns = { fields: {}, options: [] }
  let twice: string | null = null
  for (const [place, cell] of cells.entries()) {
    if (!placeHeader(columns, headerWord(cell), place)) twice = cell
  }
  if (columns.fields.stem === undefined || columns.fields.key === undefined) return null
  return twice === null ? columns : { twice }
}

/** @returns False when another column says the same already. */
function placeHeader(columns: Columns, name: string, place: number): boolean {
  if (name === '' || unread.includes(name)) return true
  const option = optionIndex(name)
  const field = option === null ? fieldOf(name) : null
  if (option !== null) {
    const isFirst = columns.options[option] === undefined
    if (isFirst) columns.options[option] = place
    return isFirst
  }
  if (field === null) return true
  const isFirst = columns.fields[field] === undefined
  if (isFirst) columns.fields[field] = place
  return isFirst
}

/** `题干（必填）`, `*题干` and `题 干：` say 题干. */
const headerWord = (cell: string) =>
  cell.length > 40
    ? ''
    : plainWord(cell)
        .replace(/\((必填|选填|可选|必选|required|optional)\)/g, '')
        .replace(/^[*#]+|[*:#]+$/g, '')

const fieldOf = (name: string): Field | null => {
  const fields = Object.keys(headers) as Field[] // Safe: the keys of the record are its type's.
  return fields.find((field) => headers[field].includes(name)) ?? null
}

/** 0 for `选项A`, `A选项`, `A`, `选项1`, `备选答案一`, `Option A`; null for what is no column of an option. */
function optionIndex(name: string): number | null {
  const found =
    /^(?:选项|备选项|备选答案|备选|option|choice)[-_]?\(?([a-h]|[1-8]|[一二三四五六七八])\)?$/.exec(name) ??
    /^([a-h])(?:选项|项)?$/.exec(name)
  const sign = found?.[1]
  if (sign === undefined) return null
  const place = ['abcdefgh', '12345678', '一二三四五六七八'].map((signs) => signs.indexOf(sign))
  return Math.max(...place)
}
