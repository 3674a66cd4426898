import { createServer } from 'node:net'

import type { Config } from '../config.server.ts'

/**
 * Looks whether the port is free before anything else is started.
 *
 * @throws {Error} One sentence with what to do.
 */
export function requireFreePort({ port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const next = port < 65_535 ? port + 1 : port - 1
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `端口 ${port} 已被占用：请停止占用它的程序，或换一个端口。Port ${port} is taken: stop the other program, or choose another port with PORT=${next}.`,
            )
          : new Error(
              `Port ${port} cannot be opened (${error.code ?? error.message}): choose another one with PORT=${next}.`,
            ),
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
