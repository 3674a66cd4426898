import { useTradeName } from '#app/components/blueprints/blueprint-words.ts'
import { pointsText } from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { PaperPreview, PreviewItem } from '#app/services/exam-drafts/preview-paper.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Table } from '#app/ui/table.tsx'

type PreviewPartProps = {
  index: number
  part: NonNullable<PaperPreview['parts']>[number]
  /** How many items the parts before it have. */
  before: number
}

/** One part of an example paper: what its items are about. */
export function PreviewPart({ index, part, before }: PreviewPartProps) {
  const m = useMessages(examsMessages).preview
  const words = useMessages(blueprintMessages)
  const tradeName = useTradeName()
  const title = m.caption(index + 1, words.kinds[part.kind])
  const stock = ({ trades }: PreviewItem) =>
    trades.length === 0 ? m.common : trades.map(tradeName).join(words.joiner)
  return (
    <Panel title={title} flush>
      <Table
        caption={title}
        rows={part.items}
        rowKey={({ code }) => code}
        stacked
        columns={[
          {
            key: 'number',
            header: m.columns.number,
            numeric: true,
            cell: (_, at) => before + at + 1,
          },
          { key: 'code', header: m.columns.code, cell: ({ code }) => code },
          {
            key: 'difficulty',
            header: m.columns.difficulty,
            cell: ({ difficulty }) => words.difficulties[difficulty],
          },
          {
            key: 'law',
            header: m.columns.law,
            cell: ({ lawShort, article }) => (
              <span lang="zh-CN">
                {lawShort}
                {article}
              </span>
            ),
          },
          { key: 'stock', header: m.columns.stock, cell: stock },
          ...(part.kind === 'case'
            ? [
                { key: 'kind', header: m.columns.kind, cell: ({ kind }: PreviewItem) => m.itemKinds[kind] },
                {
                  key: 'case',
                  header: m.columns.case,
                  cell: ({ caseCode }: PreviewItem) => caseCode ?? '—',
                },
              ]
            : []),
          {
            key: 'marks',
            header: m.columns.marks,
            numeric: true,
            cell: ({ marks }) => pointsText(marks),
          },
        ]}
      />
    </Panel>
  )
}
