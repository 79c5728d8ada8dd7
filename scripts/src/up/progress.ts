import type { StackProgress } from '@wabastream/sdk/testing'

const quietMs = 3000

/** Shows how a download goes: one line that rewrites itself on a terminal, a line now and then elsewhere. */
export function createProgress(out: NodeJS.WriteStream): { show(progress: StackProgress): void; end(): void } {
  let shownAt = 0
  let open = false
  return {
    show(progress) {
      const line = `  ${describeProgress(progress)}`
      if (out.isTTY) {
        out.write(`\r\u001b[K${line}`)
        open = true
      } else if (Date.now() - shownAt > quietMs) {
        shownAt = Date.now()
        out.write(`${line}\n`)
      }
    },
    end() {
      if (open) out.write('\r\u001b[K')
      open = false
    },
  }
}

/** `downloading Kafka 4.3.1: 12 of about 55 MB`. */
function describeProgress({ what, bytes, totalBytes }: StackProgress): string {
  return `downloading ${what}: ${megabytes(bytes)} of about ${megabytes(Math.max(bytes, totalBytes))} MB`
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000)
}
