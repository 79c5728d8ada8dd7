import { javaCandidates } from './java-candidates.ts'
import { pathsOf } from './java-host.ts'
import type { JavaHost } from './java-host.ts'

/** Apicurio Registry 3.3 does not start on an older one; Kafka 4.3 would be content with 17. */
const oldestJava = 21

export interface Java {
  readonly executable: string
  readonly version: number
}

export interface JavaSearch {
  readonly found: Java | undefined
  /** Javas that are there and too old, for the error text. */
  readonly tooOld: readonly Java[]
}

/** The first Java on this machine that is new enough. */
export async function findJava(host: JavaHost): Promise<JavaSearch> {
  const tooOld: Java[] = []
  const seen = new Set<string>()
  for (const candidate of [...javaCandidates(host), ...(await macJava(host))]) {
    const file = host.realPath(candidate)
    if (file === undefined || seen.has(file)) continue
    seen.add(file)
    // One after the other: the first that fits ends the search.
    const version = releaseVersion(host, file) ?? (await askedVersion(host, candidate))
    if (version === undefined) continue
    const java = { executable: candidate, version }
    if (version >= oldestJava) return { found: java, tooOld }
    tooOld.push(java)
  }
  return { found: undefined, tooOld }
}

/** Major version from texts like `21.0.4`, `25`, `1.8.0_412` and `22-ea`. */
export function majorVersion(text: string): number | undefined {
  const match = /^(?:1\.)?(\d+)/.exec(text)
  return match === null ? undefined : Number(match[1])
}

/** Every JDK has a file `release` in its home, which is faster to read than a JVM is to start. */
function releaseVersion(host: JavaHost, executable: string): number | undefined {
  const { dirname, join } = pathsOf(host)
  const text = host.read(join(dirname(dirname(executable)), 'release'))
  const match = /^JAVA_VERSION="([^"]+)"/m.exec(text ?? '')
  return match === null ? undefined : majorVersion(match[1] ?? '')
}

/** For what stands on PATH and is no JDK itself, such as the shims of version managers. */
async function askedVersion(host: JavaHost, executable: string): Promise<number | undefined> {
  const text = await host.run(executable, ['-version'])
  const match = /version "([^"]+)"/.exec(text ?? '')
  return match === null ? undefined : majorVersion(match[1] ?? '')
}

/** macOS keeps a list of its own. */
async function macJava(host: JavaHost): Promise<readonly string[]> {
  if (host.platform !== 'darwin') return []
  const home = (await host.run('/usr/libexec/java_home', ['-v', `${oldestJava}+`]))?.trim()
  return home?.startsWith('/') === true ? [pathsOf(host).join(home, 'bin', 'java')] : []
}
