import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  type MetaFunction,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react'
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/server-runtime'
import type { ReactNode } from 'react'

import { readDisplay } from './components/shell/display.ts'
import { ErrorPage } from './components/shell/error-page.tsx'
import { useNonce } from './components/shell/nonce.ts'
import { useRootData, type RootData } from './components/shell/root-data.ts'
import { RouteAnnouncer } from './components/shell/route-announcer.tsx'
import { Shell } from './components/shell/shell.tsx'
import { messagesOf } from './i18n/catalogue.ts'
import { defaultLocale } from './i18n/locale.ts'
import { shellMessages } from './i18n/shell.ts'
import { LocaleProvider } from './i18n/use-messages.ts'
import favicon from './ui/favicon.svg?url'
import './ui/tokens.css'
import './ui/global.css'
import { ToastProvider } from './ui/toast.tsx'

export const links: LinksFunction = () => [{ rel: 'icon', type: 'image/svg+xml', href: favicon }]

/** The title of a page that names none. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: messagesOf(shellMessages, data?.locale ?? defaultLocale).platform },
]

export function loader({ request, context }: LoaderFunctionArgs): RootData {
  const { viewer, locale, config } = context
  return {
    locale,
    viewer: viewer && {
      name: viewer.name,
      department: locale === 'en' ? viewer.departmentEn : viewer.departmentZh,
      roles: [...new Set(viewer.roles.map(({ role }) => role))],
      mustChangePassword: viewer.mustChangePassword,
    },
    display: readDisplay(request.headers.get('Cookie')),
    development: config.development,
    demo: config.demo,
  }
}

/** Who is looking changes by a form (log in, log out, password), not by following links. */
export function shouldRevalidate({
  formMethod,
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const followsLink = formMethod === undefined && currentUrl.href !== nextUrl.href
  return followsLink ? false : defaultShouldRevalidate
}

/** The document around pages and error pages alike. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRootData()
  const nonce = useNonce()
  const locale = root?.locale ?? defaultLocale
  return (
    <html
      lang={locale}
      data-text={root?.display.text}
      data-contrast={root?.display.contrast}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider value={locale}>
          <ToastProvider>
            {children}
            <RouteAnnouncer />
          </ToastProvider>
        </LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return (
    <Shell>
      <Outlet />
    </Shell>
  )
}

export function ErrorBoundary() {
  return (
    <Shell>
      <ErrorPage error={useRouteError()} />
    </Shell>
  )
}
