import { findJava } from '../java/find-java.ts'
import type { Java, JavaSearch } from '../java/find-java.ts'
import { findMaven } from '../java/find-maven.ts'
import type { JavaHost } from '../java/java-host.ts'

/** What the embedded servers need from the machine. */
export interface EmbeddedTools {
  readonly java: Java
  /** Only needed while the jars are not in the cache. */
  readonly maven: string | undefined
  /** Folder of PostgreSQL's programs; absent when somebody else runs it. */
  readonly postgres?: string
}

export type ToolSearch = { readonly tools: EmbeddedTools } | { readonly missing: string }

/** Looks for Java and Maven; `hasJars` says that nothing has to be fetched. */
export async function findTools(host: JavaHost, hasJars: () => Promise<boolean>): Promise<ToolSearch> {
  const search = await findJava(host)
  if (search.found === undefined) return { missing: missingJava(search) }
  const maven = findMaven(host)
  if (maven === undefined && !(await hasJars())) {
    return { missing: 'Maven (the command mvn) was not found, and the jars are not in the cache yet' }
  }
  return { tools: { java: search.found, maven } }
}

function missingJava({ tooOld }: JavaSearch): string {
  const seen = tooOld.map((java) => `${java.version} at ${java.executable}`).join(', ')
  return `no Java 21 or newer was found${seen === '' ? '' : ` (only ${seen})`}`
}
