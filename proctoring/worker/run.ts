import { spawn } from 'node:child_process'

export type Ran = {
  ok: boolean
  /** Null when the program could not be started, or a signal ended it. */
  exitCode: number | null
  output: string
}

export type Environment = Readonly<Record<string, string | undefined>>

type Options = {
  cwd?: string
  env?: NodeJS.ProcessEnv
  onOutput?: (text: string) => void
}

/** Runs a program to its end and keeps what it wrote. A program that does not exist is a failed run, not a throw. */
export function run(command: string, args: readonly string[], options: Options = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const { cwd, env, onOutput } = options
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let output = ''

    const keep = (text: string) => {
      output += text
      onOutput?.(text)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ ok: false, exitCode: null, output: error.message }))
    child.on('close', (exitCode) => resolve({ ok: exitCode === 0, exitCode, output }))
  })
}
