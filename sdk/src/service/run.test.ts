import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const door = new URL('./index.ts', import.meta.url).href

/** The life of a process whose only part does this when it starts. */
async function live(start: string): Promise<{ readonly code: unknown; readonly output: string }> {
  const program = `
    import { run, service } from '${door}'
    import { z } from '${import.meta.resolve('zod')}'
    const build = ({ fail }) => [
      { name: 'p', start: async () => { ${start} }, stop: async () => console.log('the part was stopped') },
    ]
    await run(service({ name: 'tried', config: z.object({}), build }))`
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], {
    env: { OPS_PORT: '0', KAFKA_BROKERS: '127.0.0.1:1' },
  })
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await once(child, 'close')
  return { code, output: (await output).join('') }
}

const secret = 'call +16505551111'

test.each([
  ['a part dies', `setTimeout(fail, 50, new Error('dead'))`, 'a part died'],
  ['nobody awaits a promise that fails', `setTimeout(() => Promise.reject(new Error('${secret}')), 50)`, 'by nobody'],
  ['nobody catches an error', `setTimeout(() => { throw new Error('${secret}') }, 50)`, 'by nobody'],
  ['it is asked to stop', `setTimeout(() => process.kill(process.pid, 'SIGTERM'), 50)`, 'SIGTERM'],
])('when %s, its parts are stopped and the exit code tells', async (_when, start, said) => {
  const { code, output } = await live(start)
  expect(output).toContain('the part was stopped')
  expect(output).toContain(said)
  expect(output).not.toContain('6505551111')
  expect(code).toBe(said === 'SIGTERM' ? 0 : 1)
})
