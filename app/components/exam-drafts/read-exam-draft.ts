import { data } from '@remix-run/server-runtime'

import type { ExamDraft, ExamFaults } from '#app/domain/exam-draft.ts'
import type { ChangeExamRefusal, MakeRefusal } from '#app/services/exam-drafts/write-exam.ts'

/** What the server answers to the form of an exam that it did not save. */
export type ExamAnswer = {
  draft: ExamDraft
  campaignId: string
  from: string
  faults: ExamFaults
  refusal: MakeRefusal | ChangeExamRefusal | null
}

export type SentExam = {
  draft: ExamDraft
  campaignId: string
  from: string
  base: string
  intent: 'save' | 'fill'
}

const scorings = ['all-or-nothing', 'half-for-subset', 'half-point-per-option'] as const

/**
 * What the form of an exam sent. Whether it is right is judged by the service.
 *
 * @throws {Response} 400: a choice that the form does not offer, or no button of it.
 */
export function readSentExam(form: FormData): SentExam {
  const text = (name: string, most = 40) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.normalize('NFC').trim().slice(0, most) : ''
  }
  const kind = oneOf(['online', 'centre'], text('kind'))
  const multipleScoring = oneOf(scorings, text('multipleScoring'))
  const release = oneOf(['at-once', 'after-close'], text('release'))
  const intent = oneOf(['save', 'fill'], text('intent'))
  return {
    draft: {
      ...{ kind, multipleScoring, release },
      titleZh: text('titleZh', 200),
      titleEn: text('titleEn', 200),
      minutes: text('minutes'),
      passPoints: text('passPoints'),
      tries: text('tries'),
      opensAt: text('opensAt'),
      closesAt: text('closesAt'),
      lawDate: text('lawDate'),
    },
    campaignId: text('campaign').toLowerCase(),
    from: text('from'),
    base: text('base'),
    intent,
  }
}

function oneOf<Word extends string>(words: readonly Word[], value: string): Word {
  const known = words.find((word) => word === value)
  if (known === undefined) throw data(null, { status: 400 })
  return known
}
