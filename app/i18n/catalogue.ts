import type { Locale } from './locale.ts'

/** A word, a sentence with gaps, or a group of them. Arguments of a sentence are typed in the Chinese one. */
export type Words = { readonly [key: string]: Entry }
// `never` lets a sentence take any arguments; the Chinese entry fixes which.
type Entry = string | ((...gaps: never[]) => string) | Words

/** The same keys and the same gaps, in another language. */
type SameShape<Original> = {
  readonly [Key in keyof Original]: Original[Key] extends string
    ? string
    : Original[Key] extends (...gaps: infer Gaps) => string
      ? (...gaps: Gaps) => string
      : SameShape<Original[Key]>
}

/** Every word of one area, in both languages. */
export type Catalogue<Chinese extends Words> = Readonly<Record<Locale, SameShape<Chinese>>>

/**
 * Declares the words of one area. English must have every key of the Chinese, no more and no fewer, and its
 * sentences take the same gaps; otherwise it does not compile.
 *
 * @example catalogue({ 'zh-CN': { left: (n: number) => `还剩 ${n} 题` }, en: { left: (n) => `${n} left` } })
 */
export function catalogue<Chinese extends Words>(words: {
  'zh-CN': Chinese
  en: NoInfer<SameShape<Chinese>>
}): Catalogue<Chinese>
export function catalogue(words: Record<Locale, Words>): Record<Locale, Words> {
  return words
}

/** The words of an area in one language, for code that is not a component (a loader, a report, an e-mail). */
export function messagesOf<Chinese extends Words>(
  of: Catalogue<Chinese>,
  locale: Locale,
): SameShape<Chinese> {
  return of[locale]
}
