import { expect, test } from 'vitest'
import { z } from 'zod'
import { apiSettings } from './api.ts'
import { ConfigError, loadConfig } from './load.ts'
import { isLoopback } from './loopback.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(z.object(apiSettings), environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const needsToken =
  'API_TOKEN: is required when others can reach API_HOST; set a long random token, or API_HOST=127.0.0.1'
const API_TOKEN = 'secret-token-of-some-length'

test.each<[string, Record<string, string>, readonly string[]]>([
  ['nothing given: only this machine', {}, []],
  ['this machine, with a token', { API_TOKEN }, []],
  ['this machine by name', { API_HOST: 'localhost' }, []],
  ['all addresses without a token', { API_HOST: '0.0.0.0' }, [needsToken]],
  ['all addresses of IPv6 without a token', { API_HOST: '::' }, [needsToken]],
  ['a name without a token', { API_HOST: 'localhost.example' }, [needsToken]],
  ['all addresses with a token', { API_HOST: '0.0.0.0', API_TOKEN }, []],
  [
    'a token that can be guessed',
    { API_HOST: '0.0.0.0', API_TOKEN: 'secret' },
    ['API_TOKEN: must be at least 16 letters, digits or any of . _ ~ + / - ='],
  ],
])('%s', (_, environment, problems) => {
  expect(problemsOf(environment)).toEqual(problems)
  expect(problems.join()).not.toContain('secret')
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['LocalHost', true],
  ['', false],
  ['0.0.0.0', false],
  ['::', false],
  ['128.0.0.1', false],
  ['127.0.0.1.example', false],
  ['127.1', false],
])('%s is loopback: %s', (host, loopback) => expect(isLoopback(host)).toBe(loopback))
