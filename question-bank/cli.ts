/** `npm run bank -- check [--laws DIR]`: the command line of the question bank. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

import { proveFillable } from './assembly.ts'
import { examTemplates } from './blueprint.ts'
import { type ArticleTexts, checkBank } from './check.ts'
import { loadBasicBank } from './load.ts'
import { questionOf } from './question.ts'

const LawTexts = z.object({
  laws: z.array(
    z.object({ short: z.string(), articles: z.array(z.object({ label: z.string(), text: z.string() })) }),
  ),
})

const { positionals, values } = parseArgs({ allowPositionals: true, options: { laws: { type: 'string' } } })
if (positionals[0] === 'check') check(values.laws)
else {
  console.error('Usage: npm run bank -- check [--laws DIR]')
  process.exitCode = 2
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
