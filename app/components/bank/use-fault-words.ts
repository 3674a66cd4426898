import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ContentFaults, ContentField } from '#question-bank/judge-content.ts'

/** What is wrong with each field of a question, in words; undefined where nothing is. */
export function useFaultWords(faults: ContentFaults): (field: ContentField) => string | undefined {
  const words = useMessages(bankFormMessages).faults
  return (field) => faults[field] && words[faults[field]]
}
