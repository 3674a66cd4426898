import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'

import type { ProblemType } from '#app/i18n/problems.ts'

import type { HttpEnv } from '../deps.ts'
import { problem, problemStatus } from '../problem.ts'
import { Problem } from './schemas.ts'

/** A part of the interface. Whatever does not fit its schema is refused as `malformed`, and nothing is written. */
export function newApi(): OpenAPIHono<HttpEnv> {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      const issues = result.error.issues
        .slice(0, 10)
        .map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
      return problem('malformed', c.get('locale'), { issues })
    },
  })
}

type Shape = {
  method: 'get' | 'post' | 'delete'
  path: string
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** Replies by status. */
  replies: Record<number, { description: string; schema?: z.ZodType }>
  problems: readonly ProblemType[]
}

// Each part of a request is in the type only when the shape has it, so that handlers know what was validated.
type RequestOf<S extends Shape> = (S extends { params: infer Params extends z.ZodObject }
  ? { params: Params }
  : object) &
  (S extends { query: infer Query extends z.ZodObject } ? { query: Query } : object) &
  (S extends { body: infer Body extends z.ZodType }
    ? { body: { required: true; content: { 'application/json': { schema: Body } } } }
    : object)

type RouteOf<S extends Shape> = {
  method: S['method']
  path: S['path']
  summary: string
  request: RequestOf<S>
  responses: Record<number, { description: string }>
}

/** Describes one endpoint: its input, its replies, and the problems it may answer with. */
export function endpoint<const S extends Shape>(shape: S): RouteOf<S> & { getRoutingPath(): string } {
  const replies = Object.entries(shape.replies).map(([status, { description, schema }]) => [
    status,
    { description, ...(schema ? { content: { 'application/json': { schema } } } : {}) },
  ])
  const refusals = groupByStatus([...shape.problems, 'malformed', 'too-large']).map(([status, types]) => [
    status,
    {
      description: types.map((type) => `\`${type}\``).join(', '),
      content: { 'application/problem+json': { schema: Problem } },
    },
  ])
  const route = {
    method: shape.method,
    path: shape.path,
    summary: shape.summary,
    request: {
      ...(shape.params ? { params: shape.params } : {}),
      ...(shape.query ? { query: shape.query } : {}),
      // Required: without it a body of another content type would pass unread.
      ...(shape.body
        ? { body: { required: true, content: { 'application/json': { schema: shape.body } } } }
        : {}),
    },
    // Safe: every key is a status code and every value a response object.
    responses: Object.fromEntries([...refusals, ...replies]) as Record<number, { description: string }>,
  }
  // Safe: RequestOf has exactly the parts that were spread in above.
  return createRoute(route) as unknown as RouteOf<S> & { getRoutingPath(): string }
}

function groupByStatus(types: readonly ProblemType[]): [number, ProblemType[]][] {
  const groups = new Map<number, ProblemType[]>()
  for (const type of types)
    groups.set(problemStatus[type], [...(groups.get(problemStatus[type]) ?? []), type])
  return [...groups]
}
