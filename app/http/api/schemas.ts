import { z } from '@hono/zod-openapi'

/** The shapes of the HTTP interface. The OpenAPI document is made from them. */
export const Id = z.uuid().openapi({ example: '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e9f' })

const Clock = z
  .object({
    phase: z.enum(['waiting', 'running', 'paused', 'grace', 'closed']),
    now: z.iso.datetime(),
    deadlineAt: z.iso.datetime().nullable(),
    remainingMs: z.number().int().nonnegative(),
  })
  .openapi('Clock')

const Paper = z
  .object({
    items: z.array(
      z.object({
        itemId: z.string(),
        kind: z.enum(['single', 'multiple', 'true-false']),
        stem: z.string(),
        material: z.string().optional(),
        options: z.array(z.object({ id: z.string(), text: z.string() })),
        points: z.number(),
      }),
    ),
  })
  .openapi('Paper')

const Answer = z.object({
  itemId: z.string(),
  response: z.array(z.string()),
  seq: z.number().int(),
  savedAt: z.iso.datetime(),
})

export const Attempt = z
  .object({
    attemptId: Id,
    registrationId: Id,
    savedSeq: z.number().int(),
    clock: Clock,
    paper: Paper,
    responses: z.array(Answer),
  })
  .openapi('Attempt')

/** What the machine that may write gets: reading gives no right to write. */
export const HeldAttempt = Attempt.extend({ machine: z.string() }).openapi('HeldAttempt')

export const StartAttempt = z
  .strictObject({
    registrationId: Id,
    takeOver: z.boolean().optional(),
    attemptId: Id.optional().openapi({
      description: 'Only go on with this attempt; never begin another try.',
    }),
  })
  .openapi('StartAttempt')

const machine = z.string().min(20).max(400)

// Ids are ours, and plain: what the database cannot keep must never reach a batch that others share.
const plainId = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[!-~]+$/)

const optionIds = z
  .array(plainId(16))
  .max(16)
  .refine((ids) => new Set(ids).size === ids.length, 'An option stands twice.')

export const SaveResponses = z
  .strictObject({
    machine,
    entries: z
      .array(
        z.strictObject({
          seq: z.number().int().min(1).max(1_000_000),
          itemId: plainId(40),
          response: optionIds,
          clientAt: z.iso.datetime({ offset: true }).nullable().optional(),
        }),
      )
      .min(1)
      .max(200),
  })
  .openapi('SaveResponses')

export const Saved = z
  .object({
    savedSeq: z.number().int(),
    refused: z.array(
      z.object({
        seq: z.number().int(),
        reason: z.enum(['seq-conflict', 'seq-gap', 'unknown-item', 'unknown-option', 'too-many-options']),
      }),
    ),
    clock: Clock,
  })
  .openapi('Saved')

export const HandIn = z
  .strictObject({ machine, lastSeq: z.number().int().min(0).max(1_000_000) })
  .openapi('HandIn')

export const Receipt = z
  .object({
    receiptId: Id,
    attemptId: Id,
    score: z.number().nullable(),
    passed: z.boolean().nullable(),
    answered: z.number().int(),
    items: z.number().int(),
    chainHead: z.string(),
    signature: z.string(),
    closedAt: z.iso.datetime(),
    closedBy: z.enum(['candidate', 'server', 'proctor']),
  })
  .openapi('Receipt')

/** What somebody wrote. The database keeps neither NUL nor half of a surrogate pair. */
const written = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'A sign that cannot be kept.')

export const Reason = z.strictObject({ reason: written(2, 500) }).openapi('Reason')
export const OptionalReason = z.strictObject({ reason: written(0, 500).optional() }).openapi('OptionalReason')

/** At most two hours at once: a slip of the finger must not move a deadline by days. */
export const Grant = z
  .strictObject({
    addMs: z.number().int().min(1000).max(7_200_000),
    reason: written(2, 500),
  })
  .openapi('Grant')

export const OutageDecision = z
  .strictObject({ giveBack: z.boolean(), reason: written(2, 500) })
  .openapi('OutageDecision')

export const Message = z
  .strictObject({ text: written(1, 500), registrationId: Id.optional() })
  .openapi('Message')

export const Incident = z
  .strictObject({
    kind: z.string().regex(/^[a-z][a-z-]{1,39}$/),
    tier: z.enum(['ordinary', 'serious', 'very-serious']),
    note: written(2, 1000),
    registrationId: Id.optional(),
  })
  .openapi('Incident')

export const Login = z
  .strictObject({ login: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) })
  .openapi('Login')

export const Problem = z
  .object({ type: z.string(), title: z.string(), status: z.number().int() })
  .loose()
  .openapi('Problem')
