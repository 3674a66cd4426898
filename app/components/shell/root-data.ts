import { useRouteLoaderData } from '@remix-run/react'

import type { Locale } from '#app/i18n/locale.ts'

import type { DisplayChoice } from './display.ts'
import type { NavigationRole } from './navigation.ts'

/** What every page knows: who is looking, in which language, with which display. */
export type RootData = {
  locale: Locale
  viewer: {
    name: string
    department: string | null
    roles: NavigationRole[]
    mustChangePassword: boolean
  } | null
  display: DisplayChoice
  development: boolean
  demo: boolean
}

/** The data of the root; undefined only on an error page whose root loader itself failed. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData<RootData>('root')
}
