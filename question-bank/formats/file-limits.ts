/**
 * The largest file that is read, and the most questions of one import. 20,000 questions are 45 MB of Moodle XML, the
 * largest of the formats.
 */
export const fileLimits = { bytes: 64 * 1024 * 1024, questions: 30_000 } as const

export const tooManyQuestions = `题目超过 ${fileLimits.questions} 道，请分成几个文件。 · The file has more than ${fileLimits.questions} questions: split it.`
