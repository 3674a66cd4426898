import { expect, test } from 'vitest'
import { retirementDateOf } from './retirement.ts'

test.for([
  { sex: 'm', birthDate: '1964-12-31', retires: '2024-12-31' },
  { sex: 'm', birthDate: '1965-01-15', retires: '2025-02-15' },
  { sex: 'm', birthDate: '1965-04-15', retires: '2025-05-15' },
  { sex: 'm', birthDate: '1965-05-15', retires: '2025-07-15' },
  { sex: 'm', birthDate: '1976-09-10', retires: '2039-09-10' },
  { sex: 'm', birthDate: '1990-09-10', retires: '2053-09-10' },
  { sex: 'f', birthDate: '1970-01-15', retires: '2025-02-15' },
  { sex: 'f', birthDate: '1971-01-15', retires: '2026-05-15' },
  { sex: 'f', birthDate: '1990-09-10', retires: '2048-09-10' },
] as const)('born $birthDate ($sex), one retires on $retires', ({ sex, birthDate, retires }) => {
  expect(retirementDateOf({ sex, birthDate })).toBe(retires)
})
