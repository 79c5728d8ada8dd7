import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { envExample } from './env-example.ts'
import { list, secretSetting, setting } from './setting.ts'

const one = z.object({
  NEEDED: secretSetting(z.string(), 'A secret'),
  PORT: setting(z.coerce.number().default(80), 'A port'),
  HOSTS: setting(list().optional(), 'Hosts'),
})
const other = z.object({ PORT: one.shape.PORT, LAST: setting(z.string().default('x'), 'The last') })

test('shows each setting once, with its meaning and default', () => {
  const text = envExample([one, other])
  expect(text.split('\n\n').slice(1)).toEqual([
    '# A secret. Required.\nNEEDED=',
    '# A port\n# PORT=80',
    '# Hosts\n# HOSTS=',
    '# The last\n# LAST=x\n',
  ])
})

test('is a file that can be read: nothing is set but what is required', () => {
  expect(parseEnv(envExample([one, other]))).toEqual({ NEEDED: '' })
})
