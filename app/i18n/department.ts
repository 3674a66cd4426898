import { catalogue } from './catalogue.ts'

const n = (value: number) => value.toLocaleString('en-US')

/** The words of a liaison officer's page. */
export const departmentMessages = catalogue({
  'zh-CN': {
    title: '本单位',
    lead: '本单位学法考法进展，以及还需要提醒的人员。查看名单会留下记录。',
    choose: '选择单位',
    none: '本单位还没有进行中的考试',
    noneNext: '普法办发布考试后，这里会显示参学、参考和通过情况，以及需要提醒的人员。',
    noDepartment: '您的账户尚未关联单位',
    exemptions: '免考人员',
    exemptionsLead: '经批准的免考人员，不计入应学应考；如有变动，请报普法办。',
    noExemptions: '本单位没有免考人员',
    noExemptionsNext: '符合条件的（距退休两年以内、产假、重大疾病），可由本单位向普法办申请。',
    reason: '事由',
    next: {
      remindSit: (count: number) => `提醒 ${n(count)} 名未考人员参加考试`,
      remindStudy: (count: number) => `提醒 ${n(count)} 名未达标人员完成学习`,
      helpPass: (count: number) => `安排 ${n(count)} 名未合格人员补考`,
      done: '本单位应考人员均已合格',
      doneWhy: '没有需要提醒的人员。免考和人员变动如有变化，请及时报普法办。',
      until: (time: string) => `考试窗口截至 ${time}。`,
      to: '查看名单和提醒文字',
    },
    lists: { 'not-sat': '未考', 'not-studied': '未参学', 'not-passed': '未合格' },
    everybody: {
      'not-sat': '应考人员均已参考',
      'not-studied': '应学人员均已达标',
      'not-passed': '参考人员均已合格',
    },
    everybodyNext: '不需要提醒。名册或成绩有变化时，这里会随之更新。',
    caption: (list: string, unit: string) => `${unit}${list}人员`,
    count: (count: number) => `${n(count)} 人`,
    remind: {
      title: (list: string) => `提醒文字（${list}）`,
      hint: '复制后发到本单位工作群；不含联系方式和成绩。',
      copy: '复制',
      copied: '已复制提醒文字',
      failed: '浏览器不允许复制：请选中文字后按 Ctrl+C。',
      'not-sat': (exam: string, until: string, names: string) =>
        `【学法考法提醒】请以下同志${until}参加“${exam}”：${names}。`,
      'not-studied': (total: number, compulsory: number, names: string) =>
        `【学法考法提醒】请以下同志尽快完成本年度学法（总学分 ${total}，其中必修 ${compulsory}）：${names}。`,
      'not-passed': (exam: string, until: string, names: string) =>
        `【学法考法提醒】请以下同志${until}再次参加“${exam}”：${names}。`,
      until: (time: string) => `于 ${time} 前`,
      soon: '按安排',
      and: '、',
    },
    figures: '查看本单位完整统计',
  },
  en: {
    title: 'My department',
    lead: 'How your department is doing, and who still needs a reminder. Reading the lists is recorded.',
    choose: 'Choose a department',
    none: 'No exam for your department yet',
    noneNext:
      'Once the office publishes an exam, study, participation and passes appear here, and whom to remind.',
    noDepartment: 'Your account has no department',
    exemptions: 'Exempt people',
    exemptionsLead: 'Approved exemptions do not count as due. Tell the office when something changes.',
    noExemptions: 'Nobody of your department is exempt',
    noExemptionsNext:
      'Your department may apply to the office for people within two years of retirement, on maternity leave or seriously ill.',
    reason: 'Reason',
    next: {
      remindSit: (count) => `Remind ${n(count)} ${count === 1 ? 'person' : 'people'} to sit the exam`,
      remindStudy: (count) => `Remind ${n(count)} ${count === 1 ? 'person' : 'people'} to finish studying`,
      helpPass: (count) => `Arrange another try for ${n(count)} ${count === 1 ? 'person' : 'people'}`,
      done: 'Everybody due has passed',
      doneWhy: 'There is nobody to remind. Tell the office when an exemption or a post changes.',
      until: (time) => `The window closes on ${time}.`,
      to: 'See names and reminder',
    },
    lists: { 'not-sat': 'Not sat', 'not-studied': 'Not studied', 'not-passed': 'Not passed' },
    everybody: {
      'not-sat': 'Everybody due has sat',
      'not-studied': 'Everybody due has reached the study target',
      'not-passed': 'Everybody who sat has passed',
    },
    everybodyNext: 'Nobody to remind. This list follows the roll and the results.',
    caption: (list, unit) => `${list}: people of ${unit}`,
    count: (count) => `${n(count)} ${count === 1 ? 'person' : 'people'}`,
    remind: {
      title: (list) => `Reminder: ${list}`,
      hint: "Copy it into your department's chat. It holds no contact data and no scores.",
      copy: 'Copy',
      copied: 'Reminder copied',
      failed: 'The browser does not allow copying: select the text and press Ctrl+C.',
      'not-sat': (exam, until, names) => `[Law exam] Please sit "${exam}" ${until}: ${names}.`,
      'not-studied': (total, compulsory, names) =>
        `[Law exam] Please finish this season's study soon (${total} credits, ${compulsory} of them compulsory): ${names}.`,
      'not-passed': (exam, until, names) => `[Law exam] Please take "${exam}" again ${until}: ${names}.`,
      until: (time) => `before ${time}`,
      soon: 'as arranged',
      and: ', ',
    },
    figures: 'All figures of my department',
  },
})
