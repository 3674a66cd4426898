import { fileLimits, tooManyQuestions } from './file-limits.ts'
import { type FileContent, type FileQuestion, type RejectedRow, UnreadableFile } from './file-question.ts'

/** Why an item of a structured format was left out while the rest of the file was read. */
export type ItemFault = 'unsupported-kind' | 'content-lost' | 'item-unreadable' | 'file-missing'

/**
 * @param reason What exactly: the kind or the element by its name in the format, the file; or a sentence in both
 *   languages. Chinese readers get the names they know for what formats call by theirs.
 */
export function rejectItem(row: number, code: ItemFault, reason: string): RejectedRow {
  const name = reason.slice(0, 300)
  const known = names[name]
  return { row, code, reason: known === undefined ? name : `${known}（${name}） · ${name}` }
}

/** Kinds of Moodle, GIFT and QTI that are not ours, and elements that hold what plain text cannot. */
const names: Readonly<Record<string, string | undefined>> = {
  ...{ essay: '论述题', shortanswer: '简答题', match: '配对题', matching: '配对题', numerical: '数值题' },
  ...{
    multianswer: '填空题',
    description: '说明文字',
    calculated: '计算题',
    ordering: '排序题',
    gapselect: '选词填空题',
  },
  ...{ ddwtos: '拖放题', ddimageortext: '拖放题', ddmarker: '拖放题' },
  'qti-extended-text-interaction': '论述题',
  'qti-text-entry-interaction': '填空题',
  'qti-inline-choice-interaction': '选词填空题',
  'qti-match-interaction': '配对题',
  'qti-associate-interaction': '配对题',
  'qti-gap-match-interaction': '填空题',
  'qti-order-interaction': '排序题',
  'qti-hotspot-interaction': '看图选择题',
  'qti-upload-interaction': '上传题',
  ...{ img: '图片', picture: '图片', svg: '图片', canvas: '图片', math: '公式', sup: '上标或下标' },
  ...{ audio: '音频', video: '视频', object: '媒体', embed: '媒体', iframe: '嵌入网页', 'a file': '附件' },
}

/**
 * Items as they are read, in the file's order, told apart.
 *
 * @throws {UnreadableFile} `too-many-questions` at the first one too many: a file may hold millions of nothing.
 */
export function contentOfItems(items: Iterable<FileQuestion | RejectedRow>): FileContent {
  const content: FileContent = { questions: [], rejected: [] }
  let count = 0
  for (const item of items) {
    count += 1
    if (count > fileLimits.questions) throw new UnreadableFile('too-many-questions', tooManyQuestions)
    if ('reason' in item) content.rejected.push(item)
    else content.questions.push(item)
  }
  return content
}
