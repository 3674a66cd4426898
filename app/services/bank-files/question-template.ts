import { type OfFile, runApart } from './run-apart.ts'

/** A workbook with our columns, what each of them takes, and examples. */
export const questionTemplate = (): Promise<OfFile<Uint8Array>> => runApart({ do: 'template' })
