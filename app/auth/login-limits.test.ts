import { expect, test } from 'vitest'

import { networkOf } from './login-limits.ts'

test.for([
  ['10.3.0.17', '10.3.0.17'],
  ['::ffff:10.3.0.17', '10.3.0.17'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
] as const)('%s counts as %s', ([address, network]) => {
  expect(networkOf(address)).toBe(network)
})
