/** A record without a value, on a topic where every record is an event. */
export class TombstoneError extends Error {
  override readonly name = 'TombstoneError'

  constructor() {
    super('the record has no value')
  }
}
