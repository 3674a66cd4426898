import { catalogue } from './catalogue.ts'
import type { FileFault } from '#question-bank/formats/file-question.ts'
import type { ItemFaultOrRowFault } from '#question-bank/formats/row-fault.ts'

/** What a sentence is about: a key, a name, another row. */
type About = (detail: string) => string
const said = (detail: string) => (detail === '' ? '' : `“${detail}”`)

/** Why a row of a file was not taken, and what to do about it. */
const rowsZh: Record<ItemFaultOrRowFault, About> = {
  'no-stem': () => '题干为空。',
  'stem-length': () => '题干须为 6 至 2000 字。',
  'no-kind': () => '没有写题型，从选项和答案也看不出是单选、多选还是判断。',
  'unsupported-kind': (kind) => `题型${said(kind)}不在题库范围内：只有单选题、多选题、判断题。`,
  'option-count': (count) => `选择题须有 3 至 8 个选项${count === '' ? '' : `，这里有 ${count} 个`}。`,
  'option-gap': () => '两个选项之间有空的选项，请补上，或把后面的选项往前移。',
  'option-length': () => '选项须为 1 至 500 字。',
  'option-twice': () => '有两个选项内容相同。',
  'truth-options': (options) => `判断题不填选项，或只填“正确”“错误”，这里是${said(options)}。`,
  'no-key': () => '答案为空。',
  'key-unreadable': (key) => `看不懂答案${said(key)}：选择题请写字母，如 B、ACD。`,
  'key-beyond': (key) => `答案${said(key)}中有不存在的选项。`,
  'key-one': (key) => `单选题只能有一个答案，这里是${said(key)}。`,
  'key-several': (key) => `多选题须有两个以上不重复的答案，这里是${said(key)}。`,
  'key-true-false': (key) => `看不懂答案${said(key)}：判断题请写“正确”或“错误”。`,
  'pinned-beyond': (pinned) => `固定选项${said(pinned)}中有不存在的选项。`,
  'no-law': () => '没有写法律依据，如《行政处罚法》第六十八条。',
  'several-citations': (law) => `法律依据只能写一部法律的一条，这里是${said(law)}。`,
  'unknown-law': (law) => `法律登记中没有${said(law)}，请核对名称，或先登记这部法律。`,
  'unknown-law-version': (version) => `这部法律没有${said(version)}的版本，请写公布日期，如 2021-01-22。`,
  'no-version-in-force': (law) => `${said(law)}目前没有现行有效的版本，请写明版本。`,
  'no-article': (article) =>
    `没有写清是哪一条${article === '' ? '' : `，这里是${said(article)}`}；如 第六十八条。`,
  'beyond-last-article': (article) => `${said(article)}超出了这部法律的最后一条。`,
  'no-explanation': () => '解析为空：请写明为什么对、为什么错。',
  'explanation-length': () => '解析须为 10 至 2000 字。',
  'topic-length': () => '知识点不超过 30 字。',
  'unknown-difficulty': (word) => `看不懂难度${said(word)}：请写 易、中 或 难。`,
  'unknown-audience': (words) => `看不懂适用对象${said(words)}：请写 领导干部、一般工作人员、行政执法人员。`,
  'unknown-trade': (words) => `行业${said(words)}不在行业表中，如 市场监管、应急管理。`,
  'bad-points': (points) => `分值${said(points)}不是数字。`,
  'bad-code': (code) => `编号${said(code)}只能用文字、字母、数字和 - _ .，不超过 40 个字符。`,
  'bad-case-code': (code) => `案例编号${said(code)}只能用文字、字母、数字和 - _ .，不超过 40 个字符。`,
  'no-material': (code) => `案例${said(code)}没有案例材料。`,
  'material-length': () => '案例材料须为 20 至 2000 字。',
  'case-conflict': (code) => `案例编号${said(code)}在文件或题库中有不同的案例材料。`,
  'case-full': (code) => `案例${said(code)}已有 4 题，不能再多。`,
  'note-length': () => '备注须为 2 至 1000 字，或留空。',
  'difficulty-reason-length': () => '难度理由须为 2 至 300 字，或留空。',
  'changed-length': () => '新旧变化须为 4 至 1000 字，或留空。',
  'no-cell-value': (cell) => `单元格 ${cell} 是没有结果的公式，请改为文字。`,
  'date-cell': (day) => `单元格被存成了日期 ${day}，请设为文本格式后重新填写。`,
  'code-twice': (row) => `编号与第 ${row} 行相同，请只保留一行。`,
  'twice-in-file': (row) => `与第 ${row} 行是同一道题，只取那一行。`,
  'contradicted-in-file': (row) => `与第 ${row} 行题目相同而答案不同，请核对后只保留一行。`,
  'already-in-bank': (code) => `题库中已有相同的题目，编号 ${code}；要修改它，请写这个编号。`,
  'content-lost': (what) => `含有题库不能保存的内容（${what}），例如图片或表格。`,
  'item-unreadable': (what) => `这道题无法读取（${what}）。`,
  'file-missing': (what) => `压缩包中缺少文件 ${what}。`,
}

const rowsEn: Record<ItemFaultOrRowFault, About> = {
  'no-stem': () => 'The stem is empty.',
  'stem-length': () => 'A stem has 6 to 2,000 signs.',
  'no-kind': () => 'No kind is given, and options and key do not tell single, multiple and true/false apart.',
  'unsupported-kind': (kind) => `The bank has no such kind (${kind}): only single, multiple and true/false.`,
  'option-count': (count) => `A choice has 3 to 8 options${count === '' ? '' : `; here are ${count}`}.`,
  'option-gap': () => 'An option between two others is empty: fill it, or move the later ones up.',
  'option-length': () => 'An option has 1 to 500 signs.',
  'option-twice': () => 'Two options say the same.',
  'truth-options': (options) =>
    `A true/false question has no options, or only 正确 and 错误; here: ${options}.`,
  'no-key': () => 'The key is empty.',
  'key-unreadable': (key) => `The key ${key} cannot be read: write letters, such as B or ACD.`,
  'key-beyond': (key) => `The key ${key} names an option that is not there.`,
  'key-one': (key) => `A single choice has one right option; here: ${key}.`,
  'key-several': (key) => `A multiple choice has two or more different right options; here: ${key}.`,
  'key-true-false': (key) => `The key ${key} cannot be read: write 正确 or 错误.`,
  'pinned-beyond': (pinned) => `The fixed options ${pinned} name an option that is not there.`,
  'no-law': () => 'No law is cited; write, for example, 《行政处罚法》第六十八条.',
  'several-citations': (law) => `Cite one article of one law; here: ${law}.`,
  'unknown-law': (law) => `${law} is not in the law registry: check the name, or register the law first.`,
  'unknown-law-version': (version) => `The law has no version ${version}: write its day, such as 2021-01-22.`,
  'no-version-in-force': (law) => `No version of ${law} is in force today: name the version.`,
  'no-article': (article) =>
    `It is not clear which article is cited${article === '' ? '' : ` (${article})`}; write, for example, 第六十八条.`,
  'beyond-last-article': (article) => `${article} is beyond the last article of the law.`,
  'no-explanation': () => 'The explanation is empty: say why the key is right and the others are wrong.',
  'explanation-length': () => 'An explanation has 10 to 2,000 signs.',
  'topic-length': () => 'A topic has at most 30 signs.',
  'unknown-difficulty': (word) => `The difficulty ${word} cannot be read: write 易, 中 or 难.`,
  'unknown-audience': (words) =>
    `The audience ${words} cannot be read: write 领导干部, 一般工作人员 or 行政执法人员.`,
  'unknown-trade': (words) => `${words} is not in the list of trades; write, for example, 市场监管.`,
  'bad-points': (points) => `The points ${points} are no number.`,
  'bad-code': (code) => `The code ${code} may have letters, figures and - _ . only, at most 40 signs.`,
  'bad-case-code': (code) =>
    `The case code ${code} may have letters, figures and - _ . only, at most 40 signs.`,
  'no-material': (code) => `The case ${code} has no material.`,
  'material-length': () => 'The material of a case has 20 to 2,000 signs.',
  'case-conflict': (code) => `The case ${code} has different materials in this file or in the bank.`,
  'case-full': (code) => `The case ${code} has four questions already, and no more fit.`,
  'note-length': () => 'A note has 2 to 1,000 signs, or none.',
  'difficulty-reason-length': () => 'The reason for the difficulty has 2 to 300 signs, or none.',
  'changed-length': () => 'The older rule has 4 to 1,000 signs, or none.',
  'no-cell-value': (cell) => `Cell ${cell} is a formula without a result: write the text instead.`,
  'date-cell': (day) => `A cell was saved as the day ${day}: set it to text and write it again.`,
  'code-twice': (row) => `Row ${row} has the same code: keep one of them.`,
  'twice-in-file': (row) => `The same question as row ${row}, which is the one that counts.`,
  'contradicted-in-file': (row) => `The same question as row ${row} with another key: keep the right one.`,
  'already-in-bank': (code) =>
    `The bank has this question under the code ${code}: to change it, write that code.`,
  'content-lost': (what) =>
    `It has content that the bank cannot keep (${what}), such as a picture or a table.`,
  'item-unreadable': (what) => `The item cannot be read (${what}).`,
  'file-missing': (what) => `The package lacks the file ${what}.`,
}

type WholeFault = FileFault | 'too-costly'

/** Why a whole file was refused. Nothing of it was taken. */
const filesZh: Record<WholeFault, string> = {
  'empty-file': '文件是空的，或没有题目。',
  'too-large': '文件太大，请分成几个文件。',
  'too-many-questions': '题目过多，一次最多导入 30,000 题，请分成几个文件。',
  'wrong-encoding': '文字编码无法识别，请另存为 UTF-8 后再试。',
  malformed: '文件已损坏，或内容不是所选的格式。',
  unsupported: '不支持这种文件。',
  unsafe: '文件内容异常（解压后过大，或含有外部引用），没有读取。',
  'too-costly': '读取这个文件所需的内存或时间过多，请分成几个文件。',
}

const filesEn: Record<WholeFault, string> = {
  'empty-file': 'The file is empty, or has no questions.',
  'too-large': 'The file is too large: split it.',
  'too-many-questions': 'Too many questions: at most 30,000 at a time. Split the file.',
  'wrong-encoding': 'The encoding of the text is unknown: save it as UTF-8 and try again.',
  malformed: 'The file is damaged, or is not in the format that was chosen.',
  unsupported: 'Files of this kind are not supported.',
  unsafe: 'The file is unusual (it unpacks to too much, or refers to something outside) and was not read.',
  'too-costly': 'Reading the file takes too much memory or time: split it.',
}

/** Why rows and files were not taken, in words that somebody can act on. */
export const bankFileFaults = catalogue({
  'zh-CN': { rows: rowsZh, files: filesZh },
  en: { rows: rowsEn, files: filesEn },
})
