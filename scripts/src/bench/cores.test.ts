import { expect, test } from 'vitest'
import { parseCores } from './cores.ts'

test.each([
  [' 0\n', [0]],
  ['0,1', [0, 1]],
  ['0-3', [0, 1, 2, 3]],
  ['0-1,4,6-7', [0, 1, 4, 6, 7]],
])('%j are the cores %j', (text, cores) => expect(parseCores(text)).toEqual(cores))
