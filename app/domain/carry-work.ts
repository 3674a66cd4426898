/**
 * `ready`: nothing but numbers changed · `look`: its article, or another that it speaks of, was changed · `none`: no
 * article to cite · `begun`: somebody has written a version that is not approved yet
 */
export const carryWork = ['ready', 'look', 'none', 'begun'] as const
export type CarryWork = (typeof carryWork)[number]
