import type { FileFormat } from '#question-bank/formats/file-question.ts'

const types = {
  xlsx: ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  gift: ['gift', 'text/plain; charset=utf-8'],
  'moodle-xml': ['xml', 'application/xml'],
  qti3: ['zip', 'application/zip'],
} as const satisfies Partial<Record<FileFormat, readonly [ending: string, type: string]>>

/** A file of questions to save. `name` without its ending. */
export function download(
  file: Uint8Array,
  { name, format }: { name: string; format: keyof typeof types },
): Response {
  const [ending, type] = types[format]
  const saved = name.endsWith(`.${ending}`) ? name : `${name}.${ending}`
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': type,
      'Content-Length': String(file.length),
      'Content-Disposition': `attachment; filename="questions.${ending}"; filename*=UTF-8''${encodeURIComponent(saved)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
