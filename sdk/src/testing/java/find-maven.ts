import { pathFolders, pathsOf } from './java-host.ts'
import type { JavaHost } from './java-host.ts'

/** The `mvn` of this machine: from PATH, or below MAVEN_HOME. */
export function findMaven(host: JavaHost): string | undefined {
  const { join } = pathsOf(host)
  const name = host.platform === 'win32' ? 'mvn.cmd' : 'mvn'
  const mavenHome = host.environment['MAVEN_HOME'] ?? ''
  const folders = [...pathFolders(host), ...(mavenHome === '' ? [] : [join(mavenHome, 'bin')])]
  return folders.map((folder) => join(folder, name)).find((file) => host.realPath(file) !== undefined)
}
