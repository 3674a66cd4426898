/** The roles of the product's glossary. */
export type NavigationRole = keyof typeof linksOf

/** A place in the main navigation. `key` names its word in `shellMessages.links`. */
export type NavigationLink = { key: LinkKey; to: string }

type LinkKey =
  | 'candidate'
  | 'proctor'
  | 'inspector'
  | 'liaison'
  | 'bank'
  | 'centre'
  | 'statistics'
  | 'administration'
  | 'audit'

const bank: NavigationLink = { key: 'bank', to: '/bank' }

/** What each role finds in the navigation. What a page really lets one do is decided by its guard, not here. */
const linksOf = {
  candidate: [{ key: 'candidate', to: '/home' }],
  proctor: [{ key: 'proctor', to: '/proctor' }],
  inspector: [{ key: 'inspector', to: '/inspect' }],
  liaison: [{ key: 'liaison', to: '/department' }],
  author: [bank],
  reviewer: [bank],
  'centre-manager': [{ key: 'centre', to: '/centre' }],
  administrator: [
    { key: 'statistics', to: '/statistics' },
    { key: 'administration', to: '/admin' },
  ],
  auditor: [{ key: 'audit', to: '/audit' }],
} satisfies Record<string, NavigationLink[]>

/** The links of somebody with these roles, in the order of the table, each once. */
export function navigationOf(roles: readonly NavigationRole[]): NavigationLink[] {
  const order = Object.keys(linksOf) as NavigationRole[] // Safe: the keys of the table are its type.
  const links = order
    .filter((role) => roles.includes(role))
    .flatMap((role): NavigationLink[] => linksOf[role])
  return links.filter((link, index) => links.findIndex((other) => other.to === link.to) === index)
}
