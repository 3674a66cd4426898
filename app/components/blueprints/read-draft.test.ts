import { expect, test } from 'vitest'

import { draftOf, mostParts, mostRows } from '#app/domain/blueprint-draft.ts'
import { examTemplates } from '#question-bank/blueprint.ts'

import { readDraft } from './read-draft.ts'

function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}

const least = { 'p0.kind': 'single', 'p0.r0.count': '10' }

test('the form of a template is read back as its draft', () => {
  for (const { id, blueprint, durationMinutes, passMarks } of examTemplates) {
    const draft = draftOf(blueprint, { nameZh: '卷', nameEn: 'Paper', durationMinutes, passMarks })
    const { parts, ...head } = draft
    const fields: Record<string, string | string[]> = { ...head }
    for (const [part, { kind, points, mix, rows }] of parts.entries()) {
      const at = `p${part}`
      Object.assign(fields, { [`${at}.kind`]: kind, [`${at}.points`]: points })
      for (const [difficulty, weight] of Object.entries(mix)) fields[`${at}.${difficulty}`] = weight
      for (const [row, { laws, fields: branches, difficulties, ...rest }] of rows.entries()) {
        for (const [name, value] of Object.entries(rest)) fields[`${at}.r${row}.${name}`] = value
        Object.assign(fields, {
          [`${at}.r${row}.law`]: laws,
          [`${at}.r${row}.field`]: branches,
          [`${at}.r${row}.difficulty`]: difficulties,
        })
      }
    }
    expect(readDraft(formOf(fields)), id).toEqual(draft)
  }
})

test('what is not the form of a blueprint is none', () => {
  expect(readDraft(formOf({}))).toBeNull()
  expect(readDraft(formOf({ ...least, 'p0.kind': 'essay' }))).toBeNull()
  expect(readDraft(formOf({ 'p0.kind': 'single' }))).toBeNull()
  expect(readDraft(formOf({ 'p1.kind': 'single', 'p1.r0.count': '1' }))).toBeNull()
})

test('words that the form does not offer, files and endless lists are left out', () => {
  const form = formOf({
    ...least,
    audience: 'everybody',
    'p0.r0.stock': 'stolen',
    'p0.r0.difficulty': ['easy', 'impossible', 'easy'],
    'p0.r0.law': Array.from({ length: 5000 }, (_, index) => `law-${index}`),
  })
  form.append('p0.r0.law', new File(['x'], 'x'))
  const draft = readDraft(form)
  expect(draft).toMatchObject({ audience: '', parts: [{ rows: [{ stock: '', difficulties: ['easy'] }] }] })
  expect(draft?.parts[0]?.rows[0]?.laws).toHaveLength(200)
})

test('parts and rows beyond those of the form are not read', () => {
  const fields: Record<string, string> = {}
  for (let part = 0; part < 100; part += 1) {
    fields[`p${part}.kind`] = 'single'
    for (let row = 0; row < 100; row += 1) fields[`p${part}.r${row}.count`] = '1'
  }
  const draft = readDraft(formOf(fields))
  expect(draft?.parts).toHaveLength(mostParts)
  expect(draft?.parts.every(({ rows }) => rows.length === mostRows)).toBe(true)
})
