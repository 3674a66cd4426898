import { uuidv7 } from 'uuidv7'

import { questionDigest } from '#app/services/questions/question-digest.ts'
import type { Db } from '#db/client.ts'
import { addQuestions } from '#db/queries/install.ts'
import type { Question } from '#question-bank/question.ts'

type Drafted = Question & { state: 'draft' | 'in-review' }

const common = {
  audience: ['general', 'enforcement'],
  trades: [],
  difficulty: 'medium' as const,
  difficultyReason: '',
  note: '',
  changed: null,
  caseCode: null,
  material: null,
}

/** What the city's author has written: three questions wait for a second person, one is not finished. */
const drafted: Drafted[] = [
  {
    ...common,
    code: 'yunchuan-001',
    state: 'in-review',
    kind: 'single',
    lawId: 'xingzheng-chufa',
    lawVersion: '2021-01-22',
    article: '第六十八条',
    topic: '当场收缴罚款',
    stem: '执法人员适用简易程序当场作出罚款决定，没有其他特殊情形。罚款在多少元以下的，执法人员可以当场收缴？',
    options: [
      { id: 'A', text: '五十元' },
      { id: 'B', text: '一百元' },
      { id: 'C', text: '二百元' },
      { id: 'D', text: '五百元' },
    ],
    key: ['B'],
    explanation: '当场作出处罚决定的，罚款在一百元以下，或者不当场收缴事后难以执行，执法人员可以当场收缴。',
  },
  {
    ...common,
    code: 'yunchuan-002',
    state: 'in-review',
    kind: 'true-false',
    lawId: 'xingzheng-chufa',
    lawVersion: '2021-01-22',
    article: '第五十五条',
    topic: '出示执法证件',
    stem: '执法人员到企业检查时不出示执法证件的，企业有权拒绝接受检查。',
    options: [
      { id: 'T', text: '正确' },
      { id: 'F', text: '错误' },
    ],
    key: ['T'],
    explanation:
      '执法人员调查或者检查时应当主动出示执法证件；不出示的，当事人或者有关人员有权拒绝接受调查或者检查。',
  },
  {
    ...common,
    code: 'yunchuan-003',
    state: 'in-review',
    kind: 'single',
    lawId: 'gongwuyuan',
    lawVersion: '2018-12-29',
    article: '第八十五条',
    topic: '辞去公职',
    stem: '领导成员提出辞去公职的书面申请后，任免机关应当自接到申请之日起多少日内予以审批？',
    options: [
      { id: 'A', text: '三十日' },
      { id: 'B', text: '四十五日' },
      { id: 'C', text: '六十日' },
      { id: 'D', text: '九十日' },
    ],
    key: ['D'],
    explanation: '一般公务员辞去公职的申请，审批期限为三十日；领导成员的申请，审批期限为九十日。',
  },
  {
    ...common,
    code: 'yunchuan-004',
    state: 'draft',
    kind: 'single',
    lawId: 'xingzheng-fuyi',
    lawVersion: '2023-09-01',
    article: '第七十六条',
    topic: '行政复议意见书',
    stem: '有关机关收到行政复议意见书后，应当自收到之日起多少日内报送纠正情况？',
    options: [
      { id: 'A', text: '十五日' },
      { id: 'B', text: '三十日' },
      { id: 'C', text: '六十日' },
    ],
    key: ['C'],
    explanation: '收到行政复议意见书的机关，应当在六十日内把纠正违法或者不当行政行为的情况报送行政复议机关。',
  },
]

/** Writes the author's own questions; none of them may be asked before somebody else approves it. */
export async function seedDraftQuestions(
  tx: Db,
  { authorId, at }: { authorId: string; at: Date },
): Promise<number> {
  await addQuestions(
    tx,
    drafted.map(({ state, ...question }) => {
      const { code, ...content } = question
      const version = {
        ...{ id: uuidv7(), version: 1, state },
        ...content,
        ...{ digest: questionDigest(question), authorId, approverId: null, approvedAt: null, createdAt: at },
      }
      return { id: uuidv7(), code, version }
    }),
  )
  return drafted.length
}
