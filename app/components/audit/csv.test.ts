import { expect, test } from 'vitest'

import { csvLine } from './csv.ts'

test.for([
  [['1', '王芳'], '1,王芳\r\n'],
  [['a "b", c'], '"a ""b"", c"\r\n'],
  [['one\ntwo'], '"one\ntwo"\r\n'],
  [['=1+1', '@x'], "'=1+1,'@x\r\n"],
] as const)('%j is one line', ([cells, line]) => {
  expect(csvLine(cells)).toBe(line)
})
