import { createHash } from 'node:crypto'

/** Something that Maven can fetch into one folder. */
export interface Artifact {
  /** Name with version, for people: 'Kafka 4.3.1'. */
  readonly name: string
  /** Folder in the cache; another list of contents is another folder. */
  readonly folder: string
  readonly pom: string
  /** Goal of the dependency plugin, and its settings. */
  readonly goal: readonly string[]
  /** About how much Maven downloads, its own plugin included. */
  readonly downloadBytes: number
}

// Pinned like everything else that is fetched.
const dependencyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0'

const kafkaVersion = '4.3.1'
const registryVersion = '3.3.3'
const log4jVersion = '2.24.3'

/** The jars of the Apache Kafka broker and its tools, with everything that they depend on. */
export const kafkaArtifact: Artifact = artifact({
  name: `Kafka ${kafkaVersion}`,
  goal: [`${dependencyPlugin}:copy-dependencies`],
  downloadBytes: 77_000_000,
  dependencies: [
    dependency('org.apache.kafka', 'kafka_2.13', kafkaVersion),
    dependency('org.apache.kafka', 'kafka-tools', kafkaVersion),
    dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', log4jVersion),
    dependency('org.apache.logging.log4j', 'log4j-core', log4jVersion),
    dependency('org.apache.logging.log4j', 'log4j-1.2-api', log4jVersion),
  ],
})

/** Apicurio Registry as its makers pack it: a Quarkus application with `quarkus-run.jar` at the top. */
export const registryArtifact: Artifact = artifact({
  name: `Apicurio Registry ${registryVersion}`,
  goal: [`${dependencyPlugin}:unpack`, `-Dartifact=io.apicurio:apicurio-registry-app:${registryVersion}:tar.gz:all`],
  downloadBytes: 173_000_000,
  // The archive has all that it needs inside; its declared dependencies are not to be fetched again.
  dependencies: [],
})

function artifact(spec: Omit<Artifact, 'pom' | 'folder'> & { readonly dependencies: readonly string[] }): Artifact {
  const { name, goal, downloadBytes, dependencies } = spec
  const pom = [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>wabastream</groupId><artifactId>local-stack</artifactId><version>1</version><packaging>pom</packaging>',
    '  <dependencies>',
    ...dependencies,
    '  </dependencies>',
    '</project>',
    '',
  ].join('\n')
  const contents = createHash('sha256')
    .update(`${goal.join(' ')}\n${pom}`)
    .digest('hex')
    .slice(0, 8)
  return { name, goal, downloadBytes, pom, folder: `${name.toLowerCase().replaceAll(' ', '-')}-${contents}` }
}

function dependency(group: string, id: string, version: string): string {
  return `    <dependency><groupId>${group}</groupId><artifactId>${id}</artifactId><version>${version}</version></dependency>`
}
