import { expect, test } from 'vitest'

import { faultOf } from './password-rules.ts'

test.for([
  { password: 'Xf-2026', fault: 'password-short' },
  { password: 'Xuefa-2026', fault: null },
  { password: '法法法法法法法法', fault: 'password-simple' },
  { password: 'abcdefg1', fault: 'password-simple' },
  { password: 'ABCDEFG1', fault: 'password-simple' },
  { password: 'abcdefG1', fault: null },
  { password: 'abcdef-1', fault: null },
  { password: 'Gh20260117!', fault: 'password-has-login' },
  { password: 'x-GH20260117', fault: 'password-has-login' },
  { password: 'Aa123456', fault: 'password-common' },
  { password: 'Ａａ１２３４５６', fault: 'password-common' },
  { password: 'P@ssw0rd', fault: 'password-common' },
  { password: `Aa1${'x'.repeat(126)}`, fault: 'password-long' },
])('$password: $fault', ({ password, fault }) => {
  expect(faultOf(password, 'gh20260117')).toBe(fault)
})

test('a login of one or two signs forbids nothing', () => {
  expect(faultOf('Xuefa-2026', 'x')).toBeNull()
})
