import { type Answer, ok, refuse } from './answer.ts'
import { type Ran, run } from './run.ts'

type Say = (line: string) => void

/** What the build needs: the name of Debian's package, and a command that succeeds when it is there. */
type Requirement = { debianPackage: string; probe: readonly [string, ...string[]] }

const library = (debianPackage: string, ...modules: string[]): Requirement => ({
  debianPackage,
  probe: ['pkg-config', '--exists', ...modules],
})

const requirements: readonly Requirement[] = [
  { debianPackage: 'meson', probe: ['meson', '--version'] },
  { debianPackage: 'ninja-build', probe: ['ninja', '--version'] },
  { debianPackage: 'pkg-config', probe: ['pkg-config', '--version'] },
  { debianPackage: 'g++', probe: ['c++', '--version'] },
  { debianPackage: 'flatbuffers-compiler', probe: ['flatc', '--version'] },
  library('libflatbuffers-dev', 'flatbuffers'),
  library('libssl-dev', 'openssl'),
  library('libuv1-dev', 'libuv'),
  library('libsrtp2-dev', 'libsrtp2'),
  library('libabsl-dev', 'absl_flat_hash_map', 'absl_strings', 'absl_optional', 'absl_variant'),
]

/** Sees that everything the build needs is installed. As root on Debian it installs what is missing. */
export async function ensurePackages(say: Say): Promise<Answer<null>> {
  const missing = await listMissing()
  if (missing.length === 0) return ok(null)

  const debian = (await run('apt-get', ['--version'])).ok
  if (!debian) return refuse('missing-packages', sentenceElsewhere(missing))
  const names = missing.join(' ')
  if (process.getuid?.() !== 0) {
    return refuse(
      'missing-packages',
      `Type this, then try again: sudo apt-get update && sudo apt-get install -y ${names}`,
    )
  }

  say(`installing the Debian packages ${names} (about a minute)`)
  const { output } = await install(missing)
  if ((await listMissing()).length === 0) return ok(null)
  const cause = /^E: .*$/m.exec(output)?.[0] ?? 'something is still missing'
  return refuse(
    'missing-packages',
    `Debian's packages were not installed (${cause}); see why with: apt-get update && apt-get install -y ${names}`,
  )
}

async function listMissing(): Promise<string[]> {
  const probed = await Promise.all(
    requirements.map(async ({ debianPackage, probe: [command, ...args] }) => ({
      debianPackage,
      present: (await run(command, args)).ok,
    })),
  )
  return probed.filter(({ present }) => !present).map(({ debianPackage }) => debianPackage)
}

async function install(packages: readonly string[]): Promise<Ran> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }
  // Its failure is not the end: the lists of an earlier update may do.
  await run('apt-get', ['update'], { env })
  // Another installation may be running: wait for it instead of failing.
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-y', '--no-install-recommends']
  return run('apt-get', ['install', ...options, ...packages], { env })
}

function sentenceElsewhere(missing: readonly string[]): string {
  return (
    "Install what the video worker is built with by this system's own package manager, then try again " +
    `(the names in Debian are: ${missing.join(' ')}).`
  )
}
