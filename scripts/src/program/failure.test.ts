import { ConfigError } from '@wabastream/sdk/config'
import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { failureOf } from './failure.ts'
import { UsageError } from './usage-error.ts'

test.each([
  ['a failure', new Error('the broker is down'), { code: 1, text: 'waba: the broker is down\n' }],
  ['usage', new UsageError('give --yes'), { code: 2, text: 'waba: give --yes\n' }],
  [
    'settings',
    new ConfigError(['A: is required']),
    { code: 2, text: 'waba: The configuration cannot be used:\n  A: is required\n' },
  ],
  ['help', new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'), { code: 0, text: '' }],
  ['a wrong option', new CommanderError(1, 'commander.unknownOption', 'error'), { code: 2, text: '' }],
  [
    'an error without a message',
    Object.assign(new Error(''), { code: 'ECONNREFUSED' }),
    { code: 1, text: 'waba: ECONNREFUSED\n' },
  ],
  ['only a cause', new Error('', { cause: new Error('why') }), { code: 1, text: 'waba: why\n' }],
  ['no error', 'text', { code: 1, text: 'waba: text\n' }],
])('%s', (_, error, expected) => {
  expect(failureOf(error, false)).toEqual(expected)
})

test('the stack is for debugging', () => {
  expect(failureOf(new Error('x'), false).text).not.toContain('at ')
  const { text } = failureOf(new Error('x', { cause: new Error('why') }), true)
  expect(text.match(/failure\.test\.ts/g)).toHaveLength(2)
  expect(text).toContain('caused by Error: why')
})
