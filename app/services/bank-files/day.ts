/** The day in Shanghai at an instant, `YYYY-MM-DD`: laws begin and end there. China has had one time all year since 1991. */
export const dayInShanghai = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
