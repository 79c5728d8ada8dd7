import { readStackFile, type Stack } from '@wabastream/sdk/config'
import { rmSync } from 'node:fs'
import { request } from 'undici'
import { isAlive } from './ancestors.ts'

const answersWithinMs = 2000

/**
 * Makes sure that no stack runs in this folder: two would share their data. What a crash left of the stack file is
 * removed; a process id alone proves nothing, since the system gives it again.
 * @throws Error when one runs.
 */
export async function refuseSecondStack(file: string): Promise<void> {
  const left = leftBehind(file)
  if (left && left.pid !== process.pid && isAlive(left.pid) && (await answers(left)))
    throw new Error(
      `A stack runs here already (process ${left.pid}, since ${left.startedAt}). ` +
        `Use it (npx pnpm@12 waba tail), or stop it first: kill ${left.pid}`,
    )
  rmSync(file, { force: true })
}

/** A file that cannot be understood belongs to no stack of this version. */
function leftBehind(file: string): Stack | null {
  try {
    return readStackFile(file)
  } catch {
    return null
  }
}

async function answers({ opsUrl }: Stack): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(answersWithinMs)
    const { statusCode, body } = await request(`${opsUrl}/livez`, { signal })
    await body.dump()
    return statusCode === 200
  } catch {
    return false
  }
}
