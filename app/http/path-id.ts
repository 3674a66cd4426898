import { data } from '@remix-run/server-runtime'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text from outside has the form of an id. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value)
}

/**
 * The id in a page's path.
 *
 * @throws {Response} 404: what is no id names nothing.
 */
export function requireId(value: string | undefined): string {
  if (!isId(value)) throw data(null, { status: 404 })
  return value.toLowerCase()
}
