/** A handler did not end in its time. It may still be running: its signal tells it to stop. */
export class HandlerTimeout extends Error {
  override readonly name = 'HandlerTimeout'

  constructor(afterMs: number) {
    super(`the handler did not end within ${afterMs} ms`)
  }
}
