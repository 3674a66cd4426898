import { expect, test } from 'vitest'

import type { CameraParameters } from '#proctoring/protocol.ts'

import { isCamera } from './camera-parameters.ts'

const codec = (mimeType: string) => ({ mimeType, payloadType: 96, clockRate: 90_000 })
const parameters = (codecs: string[], layers: number): CameraParameters => ({
  codecs: codecs.map(codec),
  encodings: Array.from({ length: layers }, (_, rid) => ({ rid: `r${rid}` })),
})

test.for([
  { codecs: ['video/VP8', 'video/rtx'], layers: 2, allowed: true },
  { codecs: ['video/VP8'], layers: 1, allowed: true },
  { codecs: ['video/VP8', 'video/rtx'], layers: 3, allowed: false },
  { codecs: ['video/VP8', 'video/rtx'], layers: 0, allowed: false },
  { codecs: ['video/H264', 'video/VP8'], layers: 2, allowed: false },
  { codecs: ['video/VP8', 'audio/opus'], layers: 2, allowed: false },
])('$codecs in $layers layers: $allowed', ({ codecs, layers, allowed }) => {
  expect(isCamera(parameters(codecs, layers))).toBe(allowed)
})
