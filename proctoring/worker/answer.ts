export type WorkerOrigin = 'environment' | 'cache' | 'prebuilt' | 'built'

export type WorkerRefusal = 'unsupported-platform' | 'missing-packages' | 'build-failed'

/** `detail` is one sentence for the person at the keyboard: what to do next. */
export type Refused = { ok: false; refusal: WorkerRefusal; detail: string }

export type Answer<Value> = { ok: true; value: Value } | Refused

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function refuse(refusal: WorkerRefusal, detail: string): Refused {
  return { ok: false, refusal, detail }
}
