import { data } from '@remix-run/server-runtime'
import { z } from 'zod'

import { wasTooLarge } from './limit-body.ts'
import { isId } from './path-id.ts'

/** The id of a thing in a form. */
export const FormId = z.string().refine(isId).toLowerCase()

/**
 * The form in a request's body.
 *
 * @throws {Response} 413: it was too large; 400: it is no form, or a text has a NUL in it, which no text of the
 * database can hold.
 */
export async function readForm(request: Request): Promise<FormData> {
  if (wasTooLarge(request)) throw data(null, { status: 413 })
  const form = await request.formData().catch(() => null)
  if (!form || [...form.values()].some(hasNul)) throw data(null, { status: 400 })
  return form
}

/**
 * A form that a page's buttons send, never a person's typing: whatever does not fit is no mistake of a reader's.
 *
 * @throws {Response} 400.
 */
export async function requireForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(Object.fromEntries(await readForm(request)))
  if (!parsed.success) throw data(null, { status: 400 })
  return parsed.data
}

const hasNul = (value: FormDataEntryValue) => typeof value === 'string' && value.includes('\0')
