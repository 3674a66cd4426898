/** `npm run bank -- check|report|duplicates`: the command line of the question bank. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

import { proveFillable } from './assembly.ts'
import { examTemplates } from './blueprint.ts'
import { type ArticleTexts, checkBank } from './check.ts'
import { loadBasicBank } from './load.ts'
import { questionOf } from './question.ts'
import { reportBank } from './report.ts'
import { findNearDuplicates } from './similarity.ts'

const LawTexts = z.object({
  laws: z.array(
    z.object({ short: z.string(), articles: z.array(z.object({ label: z.string(), text: z.string() })) }),
  ),
})

const usage = `Usage: npm run bank -- check [--laws DIR]      checks every question, and that the exam templates can be filled
       npm run bank -- report                  counts by law, kind and difficulty
       npm run bank -- duplicates [--least N]  questions that are at least so alike (0 to 1, 0.4 unless told)`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { laws: { type: 'string' }, least: { type: 'string', default: '0.4' } },
})
const least = Number(values.least)
if (positionals[0] === 'check') check(values.laws)
else if (positionals[0] === 'report') console.log(reportBank(loadBasicBank()).join('\n'))
else if (positionals[0] === 'duplicates' && least > 0 && least <= 1) duplicates(least)
else {
  console.error(usage)
  process.exitCode = 2
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

/** Checks every question of the basic bank, and that the shipped exam templates can be filled. */
function check(lawsFolder: string | undefined): void {
  const { laws, files } = loadBasicBank()
  const texts = lawsFolder === undefined ? undefined : readTexts(lawsFolder)
  const problems = checkBank(laws, files, texts)
  const questions = files.flatMap(({ content }) => content.questions.map((one) => questionOf(one, content)))
  const bank = questions.map((one) => ({
    ...one,
    versionId: one.code,
    optionIds: one.options.map((option) => option.id),
  }))
  for (const template of examTemplates) {
    for (const short of proveFillable(template.blueprint, bank)) {
      problems.push({
        where: `template ${template.id}`,
        what: `part ${short.part + 1} needs ${short.needed} ${short.kind}, the bank has ${short.available}`,
      })
    }
  }
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
