import { setTimeout as sleep } from 'node:timers/promises'
import { createSender } from '@wabastream/sdk/webhook'
import type { IngressProcess } from '../../rig/ingress-process.ts'

const senders = 8
/** While the fault goes on, the webhooks are spread over this time, so that there is work for whoever comes back. */
const spreadMs = 30_000

/** Sends webhooks while a fault goes on, and the rest once it is over. Like Meta: what did not get 200 is sent again. */
export async function sendWhile(
  fault: Promise<void>,
  ingress: Pick<IngressProcess, 'url' | 'secret'>,
  bodies: readonly Buffer[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const sender = createSender({ url: ingress.url, secret: ingress.secret, connections: senders })
  const left = bodies.values()
  const pauseMs = (spreadMs * senders) / bodies.length
  let goesOn = true
  const over = fault.finally(() => (goesOn = false))
  const send = async () => {
    for (const body of left) {
      while ((await sender.send(body)).status !== 200) await sleep(100, undefined, signal ? { signal } : {})
      if (goesOn) await Promise.race([sleep(pauseMs), over])
    }
  }
  try {
    await Promise.all([over, ...Array.from({ length: senders }, send)])
  } finally {
    await sender.close()
  }
}
