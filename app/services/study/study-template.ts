import writeExcelFile from 'write-excel-file/node'

/** The words of the template: three headers the import finds again, a name for the sheet, and what to know. */
export type TemplateWords = {
  headers: readonly [string, string, string]
  sheet: string
  notesSheet: string
  notes: readonly string[]
}

/** An empty workbook with the three columns of a study import, and notes on a sheet of their own. */
export function studyTemplate(words: TemplateWords): Promise<Buffer> {
  const head = words.headers.map((value) => ({
    value,
    fontWeight: 'bold' as const,
    backgroundColor: '#F2EDE2',
  }))
  return writeExcelFile([
    {
      sheet: words.sheet,
      data: [head],
      columns: [{ width: 18 }, { width: 18 }, { width: 18 }],
      stickyRowsCount: 1,
    },
    {
      sheet: words.notesSheet,
      data: words.notes.map((value) => [{ value, wrap: true }]),
      columns: [{ width: 90 }],
    },
  ]).toBuffer()
}
