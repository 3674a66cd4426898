import { z } from 'zod'

const portRange = 'it takes a whole number from 1 to 65535'
const port = z.coerce.number(portRange).int(portRange).min(1, portRange).max(65535, portRange)

/** The environment, parsed once. This is the only reader of `process.env` in the platform. */
const Environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('.data'),
  /** A PostgreSQL of one's own: as its runtime role, and as the owner who migrates. */
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  /** What browsers see, when a reverse proxy stands in front. */
  PUBLIC_ORIGIN: z.url().optional(),
  TRUST_PROXY: z.enum(['0', '1']).default('0'),
  MEDIA_LISTEN_IP: z.string().default('0.0.0.0'),
  /** The address that browsers reach the media server at: the centre's own on a real network. */
  MEDIA_ADDRESS: z.string().default('127.0.0.1'),
  MEDIA_PORT: port.default(21_000),
  DEMO_PASSWORD: z.string().min(8).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = ReturnType<typeof readConfig>

/** @throws {Error} One sentence per setting that is wrong. */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `The setting ${issue.path.join('.')} is wrong: ${issue.message}.`,
    )
    throw new Error(lines.join('\n'))
  }
  const env = parsed.data
  const publicOrigin = env.PUBLIC_ORIGIN ? new URL(env.PUBLIC_ORIGIN).origin : `http://localhost:${env.PORT}`
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL,
    publicOrigin,
    /** False: browsers may come by any name of this machine, and the Host header tells which. */
    hasPublicOrigin: env.PUBLIC_ORIGIN !== undefined,
    secureCookies: publicOrigin.startsWith('https:'),
    trustProxy: env.TRUST_PROXY === '1',
    media: { listenIp: env.MEDIA_LISTEN_IP, announcedAddress: env.MEDIA_ADDRESS, basePort: env.MEDIA_PORT },
    demoPassword: env.DEMO_PASSWORD,
    logLevel: env.LOG_LEVEL,
  }
}
