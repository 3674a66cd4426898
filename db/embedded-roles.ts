import pg from 'pg'

/** Owns the tables and changes them; may create further roles. */
export const OWNER_ROLE = 'lawexam_owner'

/** What the running program uses. It owns nothing, so it can grant itself nothing. */
export const APP_ROLE = 'lawexam_app'

/** The address of a database on a Unix socket, for pg and what is built on it. */
export function socketUrl(role: string, database: string, socketDir: string): string {
  return `postgres://${role}@/${encodeURIComponent(database)}?host=${encodeURIComponent(socketDir)}`
}

/** A connection as the server's own administrator, who exists only on this socket. */
export function administrator(socketDir: string, database = 'postgres') {
  // The port is part of the socket's name; named, so that PGPORT meant for another server changes nothing.
  return new pg.Client({
    host: socketDir,
    port: 5432,
    user: 'postgres',
    database,
    application_name: 'starter',
  })
}

/** Makes the two roles and the database where they are missing, and leaves the program's role CONNECT only. */
export async function ensureRolesAndDatabase(socketDir: string, database: string): Promise<void> {
  const client = administrator(socketDir)
  await client.connect()
  try {
    await ensureRole(client, OWNER_ROLE, 'createrole')
    await ensureRole(client, APP_ROLE, '')
    const name = client.escapeIdentifier(database)
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!found.rowCount) await client.query(`create database ${name} owner ${OWNER_ROLE} template template0`)
    // Each time: a first start may have been cut short between these lines.
    await client.query(`revoke all on database ${name} from public`)
    await client.query(`grant connect on database ${name} to ${APP_ROLE}`)
  } finally {
    await client.end()
  }
}

async function ensureRole(client: pg.Client, role: string, rights: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
  if (!found.rowCount) await client.query(`create role ${role} login ${rights}`)
}
