import { type DestinationStream, pino } from 'pino'

export type Log = ReturnType<typeof createLog>

/**
 * The program's log, one JSON line per event, on standard output unless told otherwise. Passwords, tokens, cookies and
 * ID numbers never reach it.
 */
export function createLog(level: string, to?: DestinationStream) {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['password', 'machine', 'cookie', '*.password', '*.machine', '*.cookie', 'headers'],
  }
  return to ? pino(options, to) : pino(options)
}
