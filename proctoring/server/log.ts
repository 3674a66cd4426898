/** Where the exam room writes what a person running the system should know. pino fits. */
export type Log = {
  info(detail: object, message: string): void
  warn(detail: object, message: string): void
  error(detail: object, message: string): void
}
