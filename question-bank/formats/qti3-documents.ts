import type { ExportedQuestion } from './exported-question.ts'
import type { FileQuestion } from './file-question.ts'
import { textToHtml } from './html-text.ts'
import { explanationHtml } from './moodle-text.ts'
import { caseMetadata, itemMetadata } from './qti3-metadata.ts'
import { isIdentifier, itemType, matchCorrect, namespaces, stimulusType } from './qti3-names.ts'
import { escapeXml, withoutControls } from './xml.ts'

/** A question and where it stands in the package. */
export type PackedItem = {
  question: ExportedQuestion
  said: FileQuestion
  stimulus: PackedStimulus | null
  resource: string
  path: string
}
export type PackedStimulus = { caseCode: string; material: string; resource: string; path: string }

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const head = `xmlns="${namespaces.item}" xmlns:xsi="${namespaces.instance}" xsi:schemaLocation="${namespaces.item} ${namespaces.itemSchema}"`

/** An assessment item with one choice interaction; elements in the order of the schema. */
export function itemXml({ question, said, stimulus, resource }: PackedItem): string {
  const isMultiple = question.kind === 'multiple'
  const feedback = explanationHtml(said.explanation, said.changed)
  const identifier = isIdentifier(said.code) ? said.code : resource
  return `${declaration}<qti-assessment-item ${head}
  identifier="${escapeXml(identifier)}" title="${attribute(said.topic || said.code || resource)}" adaptive="false" time-dependent="false" xml:lang="zh-CN">
  <qti-response-declaration identifier="RESPONSE" cardinality="${isMultiple ? 'multiple' : 'single'}" base-type="identifier">
    <qti-correct-response>${question.key.map((one) => `<qti-value>${one}</qti-value>`).join('')}</qti-correct-response>
  </qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="1">
    <qti-default-value><qti-value>0</qti-value></qti-default-value>
  </qti-outcome-declaration>
${feedback === '' ? '' : feedbackOutcome}${stimulus ? stimulusReference(stimulus) : ''}  <qti-item-body>
    <qti-choice-interaction response-identifier="RESPONSE" shuffle="${question.kind !== 'true-false'}" max-choices="${isMultiple ? question.options.length : 1}">
      <qti-prompt><p>${html(said.stem)}</p></qti-prompt>
${choicesXml(question, said)}    </qti-choice-interaction>
  </qti-item-body>
  <qti-response-processing template="${matchCorrect}"/>
${feedback === '' ? '' : feedbackXml(feedback)}</qti-assessment-item>
`
}

function choicesXml({ kind, options }: ExportedQuestion, said: FileQuestion): string {
  return options
    .map(({ id, text, pinned }, index) => {
      const shown = kind === 'true-false' ? text : (said.options[index] ?? text)
      const fixed = pinned ? ' fixed="true"' : ''
      return `      <qti-simple-choice identifier="${id}"${fixed}>${html(shown)}</qti-simple-choice>\n`
    })
    .join('')
}

// The outcome has its value from the start, so the explanation shows after every answer, right or wrong.
const feedbackOutcome = `  <qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier">
    <qti-default-value><qti-value>EXPLANATION</qti-value></qti-default-value>
  </qti-outcome-declaration>
`

const feedbackXml = (
  content: string,
) => `  <qti-modal-feedback outcome-identifier="FEEDBACK" identifier="EXPLANATION" show-hide="show">
    <qti-content-body>${withoutControls(content)}</qti-content-body>
  </qti-modal-feedback>
`

const stimulusReference = ({ resource, path }: PackedStimulus) =>
  `  <qti-assessment-stimulus-ref identifier="${resource}" href="../${path}"/>\n`

/** The material of a case, which its items refer to. */
export const stimulusXml = ({
  resource,
  caseCode,
  material,
}: PackedStimulus) => `${declaration}<qti-assessment-stimulus ${head}
  identifier="${resource}" title="${attribute(caseCode)}" xml:lang="zh-CN">
  <qti-stimulus-body><p>${html(material)}</p></qti-stimulus-body>
</qti-assessment-stimulus>
`

/** The manifest of an item bank: what is in the package, and what the items' own schema has no place for. */
export function manifestXml(items: readonly PackedItem[], stimuli: readonly PackedStimulus[]): string {
  const schemas = [
    [namespaces.package, namespaces.packageSchema],
    [namespaces.metadata, namespaces.metadataSchema],
    [namespaces.lom, namespaces.lomSchema],
  ]
  return `${declaration}<manifest xmlns="${namespaces.package}" xmlns:xsi="${namespaces.instance}"
  xsi:schemaLocation="${schemas.flat().join(' ')}" identifier="lawexam-item-bank">
  <metadata><schema>QTI Item Bank</schema><schemaversion>3.0.0</schemaversion></metadata>
  <organizations/>
  <resources>
${items.map(itemResource).join('')}${stimuli.map(stimulusResource).join('')}  </resources>
</manifest>
`
}

const itemResource = ({
  said,
  stimulus,
  resource,
  path,
}: PackedItem) => `    <resource identifier="${resource}" type="${itemType}" href="${path}">
      <metadata>${itemMetadata(said)}</metadata>
      <file href="${path}"/>${stimulus ? `\n      <dependency identifierref="${stimulus.resource}"/>` : ''}
    </resource>
`

const stimulusResource = ({
  caseCode,
  resource,
  path,
}: PackedStimulus) => `    <resource identifier="${resource}" type="${stimulusType}" href="${path}">
      <metadata>${caseMetadata(caseCode)}</metadata>
      <file href="${path}"/>
    </resource>
`

const html = (text: string) => textToHtml(withoutControls(text))

/** Titles are normalized strings: one line. */
const attribute = (text: string) => escapeXml(text.replace(/\s+/g, ' '))
