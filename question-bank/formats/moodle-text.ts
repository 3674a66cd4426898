import { htmlToText, textToHtml } from './html-text.ts'
import type { ReadText } from './text-builder.ts'

/** The classes of the parts that a text of ours may hold beside itself. */
export const materialClass = 'case-material'
export const changedClass = 'rule-before'
const blocks = [materialClass, changedClass]

const blockMarkup = /<(p|div|br|ul|ol|table|h[1-6]|pre|blockquote)\b/i

/**
 * A text of Moodle as plain text, by its format: `html`, `plain_text` (in GIFT `plain`), `markdown`, or
 * `moodle_auto_format` (`moodle`), in which line breaks count and HTML is understood.
 */
export function readMoodleText(text: string, format: string): ReadText {
  const name = format.trim().toLowerCase()
  if (name === 'plain_text' || name === 'plain') return { text: text.trim(), blocks: new Map(), lost: null }
  if (name === 'markdown') return readMarkdown(text)
  return name === 'html' ? htmlToText(text, blocks) : readAutoFormat(text)
}

const readAutoFormat = (text: string): ReadText =>
  htmlToText(blockMarkup.test(text) ? text : text.trim().replace(/\r\n?|\n/g, '<br>'), blocks)

/** Of Markdown, emphasis and escapes are taken off; all else is readable as it stands. */
function readMarkdown(text: string): ReadText {
  const plain = text
    .replace(/(\*\*|__)(?=\S)([^\n*_]{1,500}?)\1/g, '$2')
    .replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1')
  const read = readAutoFormat(plain)
  return /!\[[^\]\n]{0,500}\]\(/.test(text) ? { ...read, lost: read.lost ?? 'a picture' } : read
}

/** A stem with the material of its case before it, as Moodle shows it: each question can stand alone. */
export function stemHtml(stem: string, material: string): string {
  const question = `<p>${textToHtml(stem)}</p>`
  return material === '' ? question : `<div class="${materialClass}">${textToHtml(material)}</div>${question}`
}

/** An explanation, and the older rule under a heading. */
export function explanationHtml(explanation: string, changed: string): string {
  const text = explanation === '' ? '' : `<p>${textToHtml(explanation)}</p>`
  return changed === ''
    ? text
    : `${text}<div class="${changedClass}"><b class="field-label">修订前的规定：</b>${textToHtml(changed)}</div>`
}

/** The law that a category is named after, where neither a tag nor the explanation names one. */
export function lawOfCategory(category: string, explanation: string): string {
  if (explanation.includes('《')) return ''
  const names = category.split(/(?<!\/)\/(?!\/)/).map((name) => name.replaceAll('//', '/').trim())
  return names.findLast((name) => /^《?[\p{Script=Han}（）()]{2,60}(法|法典|条例)》?$/u.test(name)) ?? ''
}
