import { createContext, useContext } from 'react'

import type { Catalogue, Words } from './catalogue.ts'
import { defaultLocale, type Locale } from './locale.ts'

const LocaleContext = createContext<Locale>(defaultLocale)

/** Gives the pages below it their language. The root does this once, from the load context. */
export const LocaleProvider = LocaleContext.Provider

/** The language of the page. */
export function useLocale(): Locale {
  return useContext(LocaleContext)
}

/** The words of an area in the language of the page. */
export function useMessages<Chinese extends Words>(of: Catalogue<Chinese>): Catalogue<Chinese>[Locale] {
  return of[useLocale()]
}
