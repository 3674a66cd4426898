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
  let running: { stop(): Promise<void> } | null = null
  let asked = false
  const finish = async () => {
    await running?.stop()
    process.exit(0)
  }
  const stop = () => {
    // During the start the first Ctrl-C waits until what was begun can be stopped in order; a second one does not.
    if (asked && !running) process.exit(130)
    if (asked) return
    asked = true
    if (running) void finish()
    else
      console.log(
        '正在启动，启动后随即停止；再按一次立即退出。Stopping once started; press again to leave at once.',
      )
  }
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM')
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    running = await start()
    if (asked) await finish()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
