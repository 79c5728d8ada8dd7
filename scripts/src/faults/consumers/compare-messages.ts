import type { ExpectedMessage } from './status-traffic.ts'

/** A message of which the service knows something else than what was sent. */
export interface Difference {
  readonly expected: string
  readonly found: string
}

interface Answer {
  readonly state: string | null
  readonly timeline: readonly { readonly status: string }[]
}

const atOnce = 16

/** Asks the service for every message. */
export async function compareMessages(
  apiUrl: string,
  expected: ReadonlyMap<string, ExpectedMessage>,
): Promise<readonly Difference[]> {
  const differences: Difference[] = []
  const left = expected.entries()
  const compare = async () => {
    for (const [wamid, { state, statuses }] of left) {
      const found = await ask(`${apiUrl}/v1/messages/${encodeURIComponent(wamid)}`)
      const wanted = `${state}: ${statuses.join(' ')}`
      if (found !== wanted) differences.push({ expected: wanted, found })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, compare))
  return differences
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url)
    if (!response.ok) {
      await response.arrayBuffer()
      return `answer ${response.status}`
    }
    const { state, timeline } = (await response.json()) as Answer
    return `${state}: ${timeline.map(({ status }) => status).join(' ')}`
  } catch {
    return 'no answer'
  }
}
