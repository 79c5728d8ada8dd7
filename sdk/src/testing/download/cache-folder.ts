import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

import type { Environment } from '../../config/index.ts'

/** The folder for downloads that every checkout of one user shares, as each system wants it. */
export function cacheFolder(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return win32.join(environment['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), 'wabastream', 'cache')
  }
  const xdg = environment['XDG_CACHE_HOME'] ?? ''
  // The XDG base directory specification: a relative path must be ignored.
  if (posix.isAbsolute(xdg)) return posix.join(xdg, 'wabastream')
  return platform === 'darwin'
    ? posix.join(home, 'Library', 'Caches', 'wabastream')
    : posix.join(home, '.cache', 'wabastream')
}
