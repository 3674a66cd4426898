import { catalogue } from './catalogue.ts'

/**
 * The privacy notice and the integrity pledge, in the words that candidates accept. Whoever changes a word raises the
 * version in app/services/exams/documents.ts.
 */
export const documentMessages = catalogue({
  'zh-CN': {
    'privacy-notice': {
      title: '个人信息处理告知书',
      intro: '依照《个人信息保护法》，在使用摄像头之前向您告知以下事项。',
      parts: {
        who: '处理者：组织本次考试的普法主管部门和考试中心。联系方式见考试通知。',
        why: '目的：核对考生身份、维护考场秩序、处理异常与申诉。由人判断，系统不进行人脸识别，不存储人脸特征。',
        what: '内容：姓名、单位、证件号码（加密保存）、作答记录、登录与操作时间；集中考试时的摄像头实时画面，以及出现异常时的截图或片段。不采集声音。',
        who_sees: '谁能看到：本场监考员和巡考员可看实时画面。查看完整证件号码、照片或画面都会留下记录。',
        how_long:
          '保存期限：截图和片段在成绩确认后 180 天内删除；与违纪处理有关的，保存到结案后三年。成绩和作答记录按考核档案要求保存。',
        rights:
          '您的权利：可以查阅、复制、更正您的信息，可以要求说明和提出申诉；可以拒绝使用摄像头，拒绝不影响参加考试，由监考员现场核验。',
      },
      accept: '我已阅读并知悉以上告知',
    },
    pledge: {
      title: '诚信承诺书',
      intro: '我自愿参加本次国家工作人员法律知识考试，郑重承诺：',
      parts: {
        rules: '一、遵守考试规定和考场纪律，服从监考人员的管理。',
        honest: '二、诚信应考，独立作答，不抄袭，不使用通讯工具和资料，不替考，不请人代考。',
        handling: '三、如有违规行为，自愿接受按规定作出的处理。',
        quiet: '四、不扰乱考场秩序，不损坏考试设备，不传播试题内容。',
        truth: '五、所提供的身份信息真实有效，如有虚假，由本人承担责任。',
      },
      accept: '我已阅读并承诺遵守',
    },
  },
  en: {
    'privacy-notice': {
      title: 'Privacy notice',
      intro:
        'Under the Personal Information Protection Law you are told the following before a camera is used.',
      parts: {
        who: 'Who: the office for legal education that holds this exam, and its exam centre. How to reach them is in your invitation.',
        why: 'Why: to confirm who sits the exam, to keep order, and to handle incidents and appeals. People decide; there is no face recognition and no facial data is stored.',
        what: 'What: name, department, ID number (encrypted), answers, times of login and actions; at a centre the live picture of the camera, and stills or clips of incidents. No sound.',
        who_sees:
          'Who can see it: the proctors and inspectors of your sitting see the live picture. Every view of a full ID number, a photo or a picture is recorded.',
        how_long:
          'How long: stills and clips are deleted within 180 days after the result is confirmed; those of an incident three years after the case closes. Results and answers are kept as the assessment files require.',
        rights:
          'Your rights: to see, copy and correct your data, to ask for an explanation and to appeal. You may refuse the camera: you sit the exam all the same, and the proctor confirms your identity in person.',
      },
      accept: 'I have read this notice',
    },
    pledge: {
      title: 'Integrity pledge',
      intro: 'I take part in this law exam for state employees and pledge:',
      parts: {
        rules: '1. to keep the rules of the exam and the room, and to follow the proctors;',
        honest:
          '2. to answer honestly and by myself, without copying, phones or notes, and neither to sit for others nor let others sit for me;',
        handling: '3. to accept the handling that the rules provide, should I break them;',
        quiet: '4. not to disturb the room, damage its equipment or spread the questions;',
        truth: '5. that what I say about who I am is true, and that I answer for it.',
      },
      accept: 'I have read the pledge and will keep it',
    },
  },
})
