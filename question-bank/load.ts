import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

import { WrittenEnemies } from './enemies.ts'
import { LawRecord, WrittenLaw } from './question.ts'

const here = new URL('.', import.meta.url)

/** The law registry, and the shipped basic bank (基础题库) as it is written. */
export type BasicBank = {
  laws: LawRecord[]
  files: { name: string; content: WrittenLaw }[]
  enemies: WrittenEnemies[]
}

export function loadBasicBank(): BasicBank {
  const laws = z.array(LawRecord).parse(readJson(new URL('laws.json', here)))
  const folder = new URL('content/', here)
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, content: parseFile(name, readJson(new URL(name, folder))) }))
  const enemies = z.array(WrittenEnemies).parse(readJson(new URL('enemies.json', here)))
  return { laws, files, enemies }
}

function parseFile(name: string, content: unknown): WrittenLaw {
  const parsed = WrittenLaw.safeParse(content)
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
