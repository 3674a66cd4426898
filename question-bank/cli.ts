/** `npm run bank -- check|report|duplicates|giveaways|compare-law`: the command line of the question bank. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

import { indexBank } from './assembly/index-bank.ts'
import { type ArticleTexts, checkBank } from './check.ts'
import { checkTemplatesOf } from './check-templates.ts'
import { checkWhole } from './check-whole.ts'
import { findGiveaways } from './giveaways.ts'
import { compareFiles, compareUsage } from './laws/print-comparison.ts'
import { loadBasicBank } from './load.ts'
import { questionOf } from './question.ts'
import { reportBank } from './report.ts'
import { findNearDuplicates } from './near-duplicates.ts'
import { trades } from './trades.ts'
import { candidatesOf } from './written-candidates.ts'

const LawTexts = z.object({
  laws: z.array(
    z.object({ short: z.string(), articles: z.array(z.object({ label: z.string(), text: z.string() })) }),
  ),
})

const usage = `Usage: npm run bank -- check [--laws DIR]      checks every question, and that the exam templates can be filled
       npm run bank -- report                  counts by law, audience and trade, by kind and difficulty
       npm run bank -- duplicates [--least N]  questions that are at least so alike (0 to 1, 0.4 unless told)
       npm run bank -- giveaways [--least N]   questions of which one may give the other away, and that are no
                                               recorded enemies yet (0 to 1, 0.2 unless told)
       ${compareUsage}   what became of each article`

const [command, ...rest] = process.argv.slice(2)
if (command === 'compare-law') process.exitCode = await compareFiles(rest)
else run()

function run(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { laws: { type: 'string' }, least: { type: 'string' } },
  })
  const commands = new Map<string, () => boolean>(
    Object.entries({
      check: () => {
        check(values.laws)
        return true
      },
      report: () => {
        console.log(reportBank(loadBasicBank()).join('\n'))
        return true
      },
      duplicates: () => withLeast(values.least ?? '0.4', duplicates),
      giveaways: () => withLeast(values.least ?? '0.2', giveaways),
    }),
  )
  if (commands.get(positionals[0] ?? '')?.()) return
  console.error(usage)
  process.exitCode = 2
}

/** @returns Whether the number was one between 0 and 1. */
function withLeast(text: string, act: (least: number) => void): boolean {
  const least = Number(text)
  if (!(least > 0 && least <= 1)) return false
  act(least)
  return true
}

/** Lists pairs of questions that are much alike, so that somebody can tell whether they ask the same. */
function duplicates(least: number): void {
  const { files } = loadBasicBank()
  const texts = files.flatMap(({ content }) =>
    content.questions.map(({ id, stem, options = [] }) => ({ id, text: [stem, ...options].join('') })),
  )
  const pairs = findNearDuplicates(texts, least)
  for (const { one, other, similarity } of pairs) console.log(`${similarity.toFixed(2)} ${one} ${other}`)
  console.log(`${texts.length} questions, ${pairs.length} pairs alike by ${least} or more`)
}

/** Lists pairs of which one question may state what the other asks, so that somebody can tell whether they are enemies. */
function giveaways(least: number): void {
  const { files, enemies } = loadBasicBank()
  const questions = files.flatMap(({ content }) => content.questions.map((one) => questionOf(one, content)))
  const recorded = new Set(enemies.map(({ one, other }) => `${one} ${other}`))
  const found = findGiveaways(questions, least)
  const fresh = found.filter(({ one, other }) => !recorded.has([one, other].sort().join(' ')))
  for (const { one, other, hint } of fresh) console.log(`${hint.toFixed(2)} ${one} ${other}`)
  console.log(
    `${questions.length} questions, ${fresh.length} pairs to read, ${enemies.length} recorded as enemies`,
  )
}

/** Checks every question of the basic bank, and that the shipped exam templates can be filled. */
function check(lawsFolder: string | undefined): void {
  const { laws, files, enemies } = loadBasicBank()
  const texts = lawsFolder === undefined ? undefined : readTexts(lawsFolder)
  const problems = [...checkBank(laws, files, texts), ...checkWhole({ files, enemies })]
  const questions = candidatesOf({ laws, files })
  problems.push(...checkTemplatesOf(indexBank(questions, enemies, new Map()), trades))
  for (const { where, what } of problems) console.log(`${where}: ${what}`)
  if (texts === undefined)
    console.log('The texts of the laws are not at hand (--laws DIR): citations were checked by number only.')
  for (const { content } of files) {
    const count = (kind: string) => content.questions.filter((one) => one.kind === kind).length
    console.log(
      `${content.law} ${content.version}: ${count('single')} single, ${count('multiple')} multiple, ${count('true-false')} true/false`,
    )
  }
  console.log(`${questions.length} questions, ${files.length} laws, ${problems.length} problems`)
  if (problems.length > 0) process.exitCode = 1
}

function readTexts(folder: string): ArticleTexts | undefined {
  const file = join(folder, 'core-laws.json')
  if (!existsSync(file)) return undefined
  const { laws } = LawTexts.parse(JSON.parse(readFileSync(file, 'utf8')))
  return new Map(laws.map((law) => [law.short, new Map(law.articles.map((one) => [one.label, one.text]))]))
}
