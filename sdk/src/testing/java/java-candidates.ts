import { pathFolders, pathsOf } from './java-host.ts'
import type { JavaHost } from './java-host.ts'

/**
 * Every place where a Java may be, best first: JAVA_HOME, PATH, then where the installers of each system put it.
 * The paths are guesses; none is known to exist.
 */
export function javaCandidates(host: JavaHost): readonly string[] {
  const { join } = pathsOf(host)
  const java = host.platform === 'win32' ? 'java.exe' : 'java'
  const javaHome = host.environment['JAVA_HOME'] ?? ''
  return [
    ...(javaHome === '' ? [] : [join(javaHome, 'bin', java)]),
    ...pathFolders(host).map((folder) => join(folder, java)),
    ...installFolders(host).flatMap((folder) =>
      newestFirst(host.list(folder.path)).map((name) => join(folder.path, name, ...folder.inner, 'bin', java)),
    ),
  ]
}

/** A folder that holds one Java per subfolder; `inner` leads from the subfolder to the Java's home. */
interface InstallFolder {
  readonly path: string
  readonly inner: readonly string[]
}

function installFolders(host: JavaHost): readonly InstallFolder[] {
  const { join } = pathsOf(host)
  const ownTools = [join(host.home, '.sdkman', 'candidates', 'java'), join(host.home, '.jdks')]
  if (host.platform === 'win32') return [...windowsFolders(host), ...ownTools].map((path) => ({ path, inner: [] }))
  if (host.platform !== 'darwin') return ['/usr/lib/jvm', '/opt/java', ...ownTools].map((path) => ({ path, inner: [] }))
  const inner = ['Contents', 'Home']
  return [
    { path: '/Library/Java/JavaVirtualMachines', inner },
    { path: join(host.home, 'Library', 'Java', 'JavaVirtualMachines'), inner },
    // Homebrew links a Java nowhere else until the user does it by hand.
    { path: '/opt/homebrew/opt', inner: ['libexec', 'openjdk.jdk', ...inner] },
    { path: '/usr/local/opt', inner: ['libexec', 'openjdk.jdk', ...inner] },
    ...ownTools.map((path) => ({ path, inner: [] })),
  ]
}

function windowsFolders(host: JavaHost): readonly string[] {
  const { join } = pathsOf(host)
  const vendors = ['Eclipse Adoptium', 'Java', 'Microsoft', 'Zulu', 'Amazon Corretto', 'BellSoft']
  const programs = [
    host.environment['ProgramFiles'] ?? 'C:\\Program Files',
    join(host.environment['LOCALAPPDATA'] ?? join(host.home, 'AppData', 'Local'), 'Programs'),
  ]
  return programs.flatMap((folder) => vendors.map((vendor) => join(folder, vendor)))
}

function newestFirst(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
}
