/** How the figures of items are made, in the words of the page and the workbook (docs/rules/item-analysis.md). */
export const itemNotes = {
  title: '口径说明',
  counted:
    '答卷：每人在本场考试中第一份已交的答卷；因违纪作废、因技术故障撤销和未交的不计。整题作废的试题不分析。',
  facility: '得分率：该题平均得分÷该题满分。',
  pointBiserial:
    '相关：该题得分与本人试卷其余部分得分的相关系数（点二列相关，已扣除本题），−1 至 1。0.3 以上为好，低于 0.2 应当看一看，负数说明好考生反而答错。',
  discrimination:
    '鉴别指数：得分最高的 27% 考生与最低的 27% 考生在该题上的得分率之差；同分者平均分配末位名额。',
  efficiency: '区分效率：实际的区分占该题得分分布下最大可能区分的比例。',
  time: '用时：从上一次保存作答到保存该题作答之间的时间，取中位数；中途停留、断线都包含在内。',
  papers: '题目使用：用到该题的试卷份数，无论是否作答。',
  reliability:
    '信度 α：克隆巴赫系数；各题只有对错且分值相同时与 KR-20 相同。各人试卷不同时按题位计算。测量标准误＝标准差×√(1−α)。',
  few: '不足 5 人作答不显示数据；不足 30 人不作提示；不足 100 人不评价干扰项。没有数据时记“—”，并注明原因。',
}

export const itemNotesEn: Record<keyof typeof itemNotes, string> = {
  title: 'How these figures are made',
  counted:
    'Attempts: the first that each person handed in. Void, annulled and open ones do not count. A void item is not analysed.',
  facility: 'Facility: mean marks of the item ÷ its full marks.',
  pointBiserial:
    'Correlation of the marks for the item with the score on the rest of the own paper (corrected point-biserial), −1 to 1. From 0.3 it is good, under 0.2 it asks for a look, negative means that the good are wrong.',
  discrimination:
    'Index D: facility among the best 27 % of the candidates minus that among the weakest 27 %; who ties for the last places shares them.',
  efficiency: 'Efficiency: the discrimination reached ÷ the greatest that the same marks could have.',
  time: 'Time: from the answer saved before to the answer saved for this item, as a median; pauses and lost connections are in it.',
  papers: 'Papers: those that had the item, sat or not.',
  reliability:
    'Reliability α (Cronbach) equals KR-20 where items are right or wrong and carry the same marks. Where papers differ it is computed by place. Standard error of measurement = standard deviation × √(1 − α).',
  few: 'No figures for fewer than 5 answers, no flags for fewer than 30, nothing about distractors for fewer than 100. Where there is no figure there is “—”, with the reason.',
}
