import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '@wabastream/sdk/config'
import { expect, test } from 'vitest'
import { parseDestinations, readDestinations } from './read-destinations.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const environment = {
  SLACK: 'https://hooks.example.com/services/T0/B0/x',
  SECRET: secret,
  TWO: `${secret} whsec_${Buffer.alloc(24).toString('base64')}`,
  WITH_PASSWORD: 'https://me:topsecret@hooks.example.com/',
  EMPTY: '',
}

const parse = (text: string) => parseDestinations(text, 'd.yaml', { environment, folder: '/nowhere' })

const whole = `
destinations:
  - name: on-call
    kind: slack
    url: { env: SLACK }
    filter:
      severities: [warning, critical]
      waba_ids: ["102290129340398"]
      rules: ["two-step-*", drift]
      states: [open]
    quiet:
      - days: [mon, fri]
        from: "22:00"
        to: "07:30"
        time_zone: Europe/Berlin
        critical: hold
      - { from: 12:00, to: "24:00", time_zone: UTC }
  - { name: desk, kind: https, url: "https://desk.example.com/in?a=b", secret: { env: TWO } }
  - { name: lan, kind: https, url: "http://10.0.0.1:8080/", secret: { env: SECRET }, allow_private: true }
`

test('everything that can be said', () => {
  const [slack, desk, lan] = parse(whole)
  expect(slack).toEqual({
    name: 'on-call',
    kind: 'slack',
    url: environment.SLACK,
    allowPrivate: false,
    filter: {
      severities: ['warning', 'critical'],
      wabaIds: ['102290129340398'],
      rules: ['two-step-*', 'drift'],
      states: ['open'],
    },
    quiet: [
      { days: ['mon', 'fri'], from: 1320, to: 450, timeZone: 'Europe/Berlin', critical: 'hold' },
      {
        days: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
        from: 720,
        to: 1440,
        timeZone: 'UTC',
        critical: 'pass',
      },
    ],
  })
  expect(desk).toMatchObject({ filter: {}, quiet: [], keys: [{ length: 32 }, { length: 24 }] })
  expect(lan).toMatchObject({ allowPrivate: true, url: 'http://10.0.0.1:8080/' })
})

test('no destinations', () => expect(parse('destinations: []')).toEqual([]))

/** One destination of kind https with these lines, the first of which is line 6. */
const desk = (lines: string) =>
  `destinations:\n  - name: desk\n    kind: https\n    url: https://a.example.com\n    secret: { env: SECRET }\n${lines}`

const period = (more: string) => desk(`    quiet:\n      - { from: "22:00", to: "07:00", time_zone: UTC, ${more} }`)

test.each<[string, string, string]>([
  ['empty', '', 'd.yaml:1:1: must be a map with the keys destinations'],
  ['a list', '- a', 'd.yaml:1:1: must be a map with the keys destinations'],
  [
    'bad YAML',
    'destinations: [\n',
    'd.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['a key twice', 'destinations: []\ndestinations: []', 'd.yaml:2:1: Map keys must be unique'],
  [
    'unknown key at the top',
    'destinations: []\ndestination: []',
    'd.yaml:2:1: destination is not known; did you mean destinations? Allowed are destinations',
  ],
  [
    'unknown key',
    desk('    filters: {}'),
    'd.yaml:6:5: destinations[0].filters is not known; did you mean filter? Allowed are name, allow_private, filter, quiet, kind, url, secret',
  ],
  ['unknown key, nothing near', desk('    xyz: 1'), 'd.yaml:6:5: destinations[0].xyz is not known; Allowed are name'],
  [
    'unknown key in a filter',
    desk('    filter:\n      severites: [info]'),
    'd.yaml:7:7: destinations[0].filter.severites is not known; did you mean severities? Allowed are severities, waba_ids, rules, states',
  ],
  [
    'unknown kind',
    'destinations:\n  - name: a\n    kind: Slack',
    'd.yaml:3:11: destinations[0].kind must be one of slack, https; did you mean slack?',
  ],
  [
    'no kind',
    'destinations:\n  - name: a',
    'd.yaml:2:5: destinations[0].kind is required: must be one of slack, https',
  ],
  ['not a map', 'destinations:\n  - slack', 'd.yaml:2:5: destinations[0] must be a map that begins with its name'],
  [
    'missing name',
    'destinations:\n  - kind: slack\n    url: { env: SLACK }',
    'd.yaml:2:5: destinations[0].name is required: must be text',
  ],
  [
    'bad name',
    desk('').replace('desk', 'On Call'),
    'd.yaml:2:11: destinations[0].name must be 1 to 63 small letters, digits and hyphens',
  ],
  [
    'name twice',
    `${desk('')}  - { name: desk, kind: slack, url: { env: SLACK } }`,
    'd.yaml:6:13: destinations[1].name is taken by a destination before',
  ],
  [
    'address of Slack in the file',
    'destinations:\n  - { name: a, kind: slack, url: "https://hooks.example.com/topsecret" }',
    'd.yaml:2:34: destinations[0].url must be { env: NAME } or { file: path }',
  ],
  [
    'secret in the file',
    desk('').replace('{ env: SECRET }', 'whsec_topsecret'),
    'd.yaml:5:13: destinations[0].secret must be { env: NAME } or { file: path }',
  ],
  [
    'no secret',
    'destinations:\n  - { name: a, kind: https, url: "https://a.example.com" }',
    'd.yaml:2:5: destinations[0].secret is required: must be { env: NAME } or { file: path }',
  ],
  [
    'environment lacks it',
    desk('').replace('SECRET', 'ABSENT'),
    'd.yaml:5:13: destinations[0].secret the environment has no ABSENT',
  ],
  [
    'environment has it empty',
    desk('').replace('SECRET', 'EMPTY'),
    'd.yaml:5:13: destinations[0].secret the environment has no EMPTY',
  ],
  [
    'file lacks',
    desk('').replace('env: SECRET', 'file: secret'),
    'd.yaml:5:13: destinations[0].secret cannot read the file (ENOENT)',
  ],
  [
    'bad secret',
    desk('').replace('SECRET', 'SLACK'),
    'd.yaml:5:13: destinations[0].secret must be whsec_ and 24 to 64 bytes in base64',
  ],
  [
    'no address',
    desk('').replace('https://a.example.com', 'example'),
    'd.yaml:4:10: destinations[0].url is no address',
  ],
  [
    'no TLS',
    desk('').replace('https://a', 'http://a'),
    'd.yaml:4:10: destinations[0].url must begin with https:// (http:// is fine only with allow_private: true)',
  ],
  [
    'other protocol',
    desk('    allow_private: true').replace('https://a', 'ftp://a'),
    'd.yaml:4:10: destinations[0].url must begin with https://',
  ],
  [
    'password in the address',
    desk('').replace('https://a.example.com', '{ env: WITH_PASSWORD }'),
    'd.yaml:4:10: destinations[0].url must not hold a user or password',
  ],
  [
    'private address',
    desk('').replace('a.example.com', '192.168.1.1'),
    'd.yaml:4:10: destinations[0].url is an address that is refused (private); allow_private: true permits it',
  ],
  ['loopback as a number', desk('').replace('a.example.com', '2130706433'), 'refused (loopback)'],
  ['loopback in octal', desk('').replace('a.example.com', '0177.1'), 'refused (loopback)'],
  [
    'loopback as IPv6',
    desk('').replace('https://a.example.com', '"https://[::ffff:127.0.0.1]/"'),
    'refused (an IPv4 address written as IPv6)',
  ],
  ['allow_private', desk('    allow_private: yes'), 'd.yaml:6:20: destinations[0].allow_private must be true or false'],
  [
    'severity',
    desk('    filter:\n      severities: [warning, critcal]'),
    'd.yaml:7:29: destinations[0].filter.severities[1] must be one of info, warning, critical; did you mean critical?',
  ],
  [
    'no list',
    desk('    filter: { severities: warning }'),
    'd.yaml:6:27: destinations[0].filter.severities must be a list',
  ],
  ['empty list', desk('    filter: { rules: [] }'), 'd.yaml:6:22: destinations[0].filter.rules must name at least one'],
  [
    'id without quotes',
    desk('    filter: { waba_ids: [102290129340398] }'),
    'd.yaml:6:26: destinations[0].filter.waba_ids[0] must be text: put the number in quotes',
  ],
  [
    'recoveries only',
    desk('    filter: { states: [resolved] }'),
    'd.yaml:6:23: destinations[0].filter.states must hold open',
  ],
  [
    'time without quotes that is a number',
    period('').replace('"22:00"', '22'),
    'd.yaml:7:17: destinations[0].quiet[0].from must be a time of day in quotes',
  ],
  [
    'time of day',
    period('').replace('07:00', '7:00'),
    'd.yaml:7:30: destinations[0].quiet[0].to must be a time of day in quotes, "00:00" to "24:00"',
  ],
  ['from 24:00', period('').replace('22:00', '24:00'), 'd.yaml:7:17: destinations[0].quiet[0].from must be'],
  [
    'time zone',
    period('').replace('UTC', 'Berlin'),
    'd.yaml:7:50: destinations[0].quiet[0].time_zone must be the name of a time zone, such as Europe/Berlin',
  ],
  [
    'day',
    period('days: [monday]'),
    'd.yaml:7:62: destinations[0].quiet[0].days[0] must be one of sun, mon, tue, wed, thu, fri, sat; did you mean mon?',
  ],
])('%s', (_, text, expected) => {
  const error = problemsOf(text)
  expect(error).toHaveLength(1)
  expect(error[0]).toContain(expected)
  expect(error[0]).not.toContain('topsecret')
})

test('all mistakes at once, also below an alias', () => {
  const text = 'destinations:\n  - &a { name: a, kind: slack, url: { env: ABSENT } }\n  - *a\n'
  expect(problemsOf(text)).toEqual([
    'd.yaml:2:37: destinations[0].url the environment has no ABSENT',
    expect.stringContaining('destinations[1].name is taken'),
    expect.stringContaining('destinations[1].url the environment has no ABSENT'),
  ])
})

test('a bomb of aliases is a mistake', () => {
  const levels = Array.from(
    { length: 12 },
    (_, i) =>
      `x${i}: &a${i} [${Array(9)
        .fill(i === 0 ? 'x' : `*a${i - 1}`)
        .join(', ')}]`,
  )
  expect(problemsOf(levels.join('\n'))[0]).toContain('Excessive alias count')
})

test('a file that is not there', () =>
  expect(() => readDestinations('/nowhere/d.yaml', {})).toThrow(
    'NOTIFIER_DESTINATIONS: cannot read /nowhere/d.yaml (ENOENT)',
  ))

function problemsOf(text: string): readonly string[] {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  throw new Error('was taken')
}

test('the example of the README', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  const [, example = ''] = /```yaml\n([^]+?)```/.exec(readme) ?? []
  const text = example.replace('file: secrets/incident-desk', 'env: SECRET').replace('SLACK_WEBHOOK_URL', 'SLACK')
  expect(parse(text).map(({ name, kind }) => `${name} ${kind}`)).toEqual(['on-call slack', 'incident-desk https'])
})

test('secrets in files, found from the folder of the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'destinations-'))
  writeFileSync(join(folder, 'secret'), `${secret}\n`)
  writeFileSync(join(folder, 'd.yaml'), desk('').replace('env: SECRET', 'file: secret'))
  expect(readDestinations(join(folder, 'd.yaml'), {})).toEqual([
    expect.objectContaining({ keys: [Buffer.alloc(32, 7)] }),
  ])
  rmSync(folder, { recursive: true })
})
