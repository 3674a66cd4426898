import { z } from 'zod'

/** Where `refreshDemoWorld` finds what the seed made: the installation fact `demo-places`. */
export const Places = z.object({
  campaignId: z.uuid(),
  onlineExamId: z.uuid(),
  cityRoomId: z.uuid(),
  countyRoomId: z.uuid(),
})
export type Places = z.infer<typeof Places>

/** What a newcomer finds open today. */
export type DemoToday = {
  /** The centre sitting that is going on: E000001 to E000040 are checked in for it, at seats 1 to 40. */
  sittingId: string
  examId: string
  examTitleZh: string
  examTitleEn: string
  startedAt: Date
  /** Until then candidates may begin, and everybody's time ends. */
  endsAt: Date
  /** False: the sitting of an earlier start is still going on. */
  fresh: boolean
  onlineTitleZh: string
  onlineTitleEn: string
  onlineClosesAt: Date
  /** When the sitting at the county centre begins. */
  countyStartsAt: Date
}
