/**
 * Runs a job again and again, never twice at once. A failure is told and the next run comes all the same.
 *
 * @returns Stops it, and waits for the run that is under way.
 */
export function every(
  intervalMs: number,
  job: () => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  const next = () => {
    running = job()
      .catch(onError)
      .finally(() => {
        if (!stopped) timer = setTimeout(next, intervalMs)
      })
  }
  timer = setTimeout(next, intervalMs)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
