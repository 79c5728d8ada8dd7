import { expect, test } from 'vitest'

import { cacheFolder } from './cache-folder.ts'

test.each([
  ['linux', {}, '/home/ana', '/home/ana/.cache/wabastream'],
  ['linux', { XDG_CACHE_HOME: '/big/disk' }, '/home/ana', '/big/disk/wabastream'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/ana', '/home/ana/.cache/wabastream'],
  ['darwin', {}, '/Users/ana', '/Users/ana/Library/Caches/wabastream'],
  ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ana', 'D:\\Local\\wabastream\\cache'],
  ['win32', {}, 'C:\\Users\\ana', 'C:\\Users\\ana\\AppData\\Local\\wabastream\\cache'],
] as const)('%s %j', (platform, environment, home, folder) => {
  expect(cacheFolder(environment, platform, home)).toBe(folder)
})
