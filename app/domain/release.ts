/** When an exam's scores may be shown: at once, or after its window has closed (rule G6). */
export type ReleaseRule = { release: 'at-once' | 'after-close'; closesAt: Date | null }

/** Whether scores of an exam may be shown. */
export function isReleased({ release, closesAt }: ReleaseRule, now: Date): boolean {
  return release === 'at-once' || (closesAt !== null && now > closesAt)
}
