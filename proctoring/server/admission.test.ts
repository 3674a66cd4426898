import { expect, test } from 'vitest'

import { comesFromUs } from './admission.ts'

const ours = 'https://exam.example.cn'

test.for([
  { headers: { origin: ours, host: 'app:3000' }, publicOrigin: ours, allowed: true },
  {
    headers: { origin: 'https://evil.example', host: 'exam.example.cn' },
    publicOrigin: ours,
    allowed: false,
  },
  { headers: { origin: 'https://exam.example.cn.evil.example' }, publicOrigin: ours, allowed: false },
  { headers: { host: 'exam.example.cn' }, publicOrigin: ours, allowed: true },
  { headers: { 'sec-fetch-site': 'cross-site' }, publicOrigin: ours, allowed: false },
  {
    headers: { origin: 'http://localhost:3000', host: 'localhost:3000' },
    publicOrigin: undefined,
    allowed: true,
  },
  {
    headers: { origin: 'http://localhost:3001', host: 'localhost:3000' },
    publicOrigin: undefined,
    allowed: false,
  },
  { headers: { origin: 'null', host: 'localhost:3000' }, publicOrigin: undefined, allowed: false },
])('$headers with the public origin $publicOrigin: $allowed', ({ headers, publicOrigin, allowed }) => {
  expect(comesFromUs({ headers }, publicOrigin)).toBe(allowed)
})
