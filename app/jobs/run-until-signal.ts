/** The oldest Node that runs this program's TypeScript. */
const OLDEST_NODE = 22

/**
 * Runs a program until Ctrl-C or SIGTERM, then stops what it started, in order and once. An error that says what
 * to do is printed as its sentence alone.
 */
export async function runUntilSignal(start: () => Promise<{ stop(): Promise<void> }>): Promise<void> {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE) {
    console.error(
      `This needs Node ${OLDEST_NODE} or newer, and this is ${process.version}: start it by npm (npm run demo), which brings its own.`,
    )
    process.exit(1)
  }
  let stopping: Promise<void> | null = null
  let running: { stop(): Promise<void> } | null = null
  const stop = () => {
    stopping ??= (async () => {
      await running?.stop()
      process.exit(0)
    })()
  }
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM')
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    running = await start()
    if (stopping) await running.stop()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
