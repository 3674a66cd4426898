import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const overlay = join(import.meta.dirname, 'overlay')

type Patch = { file: string; from: string; to: string; because: string }

const patches: readonly Patch[] = [
  {
    file: 'meson.build',
    from: "meson_version: '>= 1.1.0'",
    to: "meson_version: '>= 1.0.0'",
    because: 'Debian 12 has meson 1.0.1, and nothing newer is used.',
  },
  {
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN)',
    to: '(operationType & BIO_CB_RETURN)',
    because:
      'The callback answered 1 to every control call. An OpenSSL with kernel TLS, such as Debian’s, asks ' +
      'BIO_get_ktls_send, hears yes, allocates no write buffer, and crashes at the first DTLS handshake.',
  },
]

/**
 * Makes a copy of the worker's source that builds from the system's libraries: patched, and with every
 * subproject that it would download replaced by one of `overlay/`.
 */
export async function prepareSource(sourceFolder: string, buildFolder: string): Promise<void> {
  await cp(sourceFolder, buildFolder, { recursive: true })
  for (const patch of patches) await applyPatch(buildFolder, patch)

  for (const name of await listSubprojects()) {
    const directory = await readDirectory(join(buildFolder, 'subprojects', `${name}.wrap`))
    await cp(join(overlay, name), join(buildFolder, 'subprojects', directory), { recursive: true })
  }
}

export async function listSubprojects(): Promise<string[]> {
  return (await readdir(overlay)).sort()
}

async function applyPatch(folder: string, { file, from, to, because }: Patch): Promise<void> {
  const path = join(folder, file)
  const parts = (await readFile(path, 'utf8')).split(from)
  if (parts.length !== 2) throw new Error(`${file} has no single "${from}" to replace. ${because}`)
  await writeFile(path, parts.join(to))
}

/** Meson looks for a subproject in the folder that its wrap file names, which carries the upstream version. */
async function readDirectory(wrapFile: string): Promise<string> {
  const directory = /^directory = (.+)$/m.exec(await readFile(wrapFile, 'utf8'))?.[1]
  if (!directory) throw new Error(`${wrapFile} names no directory.`)
  return directory
}
