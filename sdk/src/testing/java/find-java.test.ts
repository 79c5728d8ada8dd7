import { posix, win32 } from 'node:path'

import { describe, expect, test } from 'vitest'

import { findJava, majorVersion } from './find-java.ts'
import type { JavaHost } from './java-host.ts'

interface Machine {
  readonly platform?: NodeJS.Platform
  readonly environment?: Readonly<Record<string, string>>
  /** Java executable → version; a JDK with its file `release`. */
  readonly jdks?: Readonly<Record<string, string>>
  /** Command → what it prints. */
  readonly commands?: Readonly<Record<string, string>>
  /** Link → file. */
  readonly links?: Readonly<Record<string, string>>
}

function host(machine: Machine): JavaHost {
  const { platform = 'linux', environment = {}, jdks = {}, commands = {}, links = {} } = machine
  const paths = platform === 'win32' ? win32 : posix
  const files = [...Object.keys(jdks), ...Object.keys(commands), ...Object.keys(links)]
  return {
    platform,
    environment,
    home: platform === 'win32' ? 'C:\\Users\\ana' : '/home/ana',
    list: (folder) => [
      ...new Set(
        files
          .filter((file) => file.startsWith(folder + paths.sep))
          .map((file) => file.slice(folder.length + 1).split(paths.sep)[0] ?? ''),
      ),
    ],
    read: (file) => {
      const found = Object.entries(jdks).find(([java]) => paths.join(java, '..', '..', 'release') === file)
      return found === undefined ? undefined : `IMPLEMENTOR="x"\nJAVA_VERSION="${found[1]}"\n`
    },
    realPath: (file) => links[file] ?? (files.includes(file) ? file : undefined),
    run: async (command) => commands[command],
  }
}

const cases: readonly (readonly [string, Machine, string | undefined])[] = [
  ['nothing at all', {}, undefined],
  [
    'JAVA_HOME before everything else',
    {
      environment: { JAVA_HOME: '/opt/mine', PATH: '/usr/bin' },
      jdks: { '/opt/mine/bin/java': '21.0.4', '/usr/bin/java': '25' },
    },
    '/opt/mine/bin/java',
  ],
  [
    'an old one on PATH, a new one in /usr/lib/jvm',
    {
      environment: { PATH: '/usr/local/bin:/usr/bin' },
      links: { '/usr/bin/java': '/usr/lib/jvm/java-17/bin/java' },
      jdks: { '/usr/lib/jvm/java-17/bin/java': '17.0.15', '/usr/lib/jvm/temurin-25/bin/java': '25.0.3' },
    },
    '/usr/lib/jvm/temurin-25/bin/java',
  ],
  [
    'the newest of several',
    {
      jdks: {
        '/usr/lib/jvm/jdk-9/bin/java': '9',
        '/usr/lib/jvm/jdk-21/bin/java': '21',
        '/usr/lib/jvm/jdk-24/bin/java': '24',
      },
    },
    '/usr/lib/jvm/jdk-24/bin/java',
  ],
  [
    'a shim on PATH that is no JDK itself',
    {
      environment: { PATH: '/home/ana/.shims' },
      commands: { '/home/ana/.shims/java': 'openjdk version "22.0.1" 2024' },
    },
    '/home/ana/.shims/java',
  ],
  ['only old ones', { jdks: { '/usr/lib/jvm/java-8/bin/java': '1.8.0_412' } }, undefined],
  [
    'macOS, an installer',
    {
      platform: 'darwin',
      jdks: { '/Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home/bin/java': '21.0.2' },
    },
    '/Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home/bin/java',
  ],
  [
    'macOS, Homebrew without links',
    {
      platform: 'darwin',
      jdks: { '/opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home/bin/java': '24' },
    },
    '/opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home/bin/java',
  ],
  [
    'macOS, somewhere that only java_home knows',
    {
      platform: 'darwin',
      commands: { '/usr/libexec/java_home': '/Volumes/Tools/jdk\n' },
      jdks: { '/Volumes/Tools/jdk/bin/java': '23' },
    },
    '/Volumes/Tools/jdk/bin/java',
  ],
  [
    'Windows, Program Files',
    { platform: 'win32', jdks: { 'C:\\Program Files\\Eclipse Adoptium\\jdk-21.0.5\\bin\\java.exe': '21.0.5' } },
    'C:\\Program Files\\Eclipse Adoptium\\jdk-21.0.5\\bin\\java.exe',
  ],
  [
    'Windows, Path',
    { platform: 'win32', environment: { Path: 'C:\\jdk\\bin;C:\\Windows' }, jdks: { 'C:\\jdk\\bin\\java.exe': '25' } },
    'C:\\jdk\\bin\\java.exe',
  ],
]

describe('findJava', () => {
  test.each(cases)('%s', async (_, machine, executable) => {
    expect((await findJava(host(machine))).found?.executable).toBe(executable)
  })

  test('says which ones are too old', async () => {
    const { found, tooOld } = await findJava(host({ jdks: { '/usr/lib/jvm/java-17/bin/java': '17.0.1' } }))
    expect(found).toBeUndefined()
    expect(tooOld).toEqual([{ executable: '/usr/lib/jvm/java-17/bin/java', version: 17 }])
  })
})

test.each([
  ['21.0.4', 21],
  ['25', 25],
  ['22-ea', 22],
  ['1.8.0_412', 8],
  ['', undefined],
])('majorVersion(%j) is %j', (text, version) => {
  expect(majorVersion(text)).toBe(version)
})
