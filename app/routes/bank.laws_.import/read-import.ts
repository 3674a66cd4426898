import type { LawImport } from '#app/services/laws/judge-import.ts'
import type { LawSource } from '#app/services/laws/preview-law.ts'

const textIn = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value.normalize('NFC').trim() : ''
}

/** What is to be previewed: the file, where one was chosen, else the pasted text. */
export async function readSource(form: FormData): Promise<LawSource> {
  const file = form.get('file')
  if (file instanceof File && file.name !== '') return { file: new Uint8Array(await file.arrayBuffer()) }
  return { text: textIn(form, 'text') }
}

/** What the author says about the previewed text. Whether it is right is judged by the service. */
export function readImport(form: FormData): LawImport {
  const day = (name: string) => textIn(form, name).normalize('NFKC')
  return {
    text: textIn(form, 'text'),
    lawId: textIn(form, 'lawId'),
    newId: textIn(form, 'newId'),
    short: textIn(form, 'short'),
    title: textIn(form, 'title'),
    field: textIn(form, 'field'),
    promulgated: day('promulgated'),
    effectiveFrom: day('effectiveFrom'),
    effectiveTo: day('effectiveTo'),
    source: textIn(form, 'source'),
    verifiedOn: day('verifiedOn'),
    problemsSeen: form.get('problemsSeen') === 'on',
  }
}
