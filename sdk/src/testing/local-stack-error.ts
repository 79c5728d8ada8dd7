/** Why a local stack could not be had. */
export type LocalStackFailure =
  | 'nothing_to_run' // neither external servers, nor Docker, nor a fitting Java and PostgreSQL
  | 'bad_external' // one of the two addresses is missing
  | 'download_failed'
  | 'data_incomplete' // one server's data is there and another's is not
  | 'data_in_use' // another process runs on this data
  | 'server_failed' // a server ended or did not answer in time
  | 'stopped' // the caller's signal ended the start

/** An error of the local stack. The message says what happened and what to do. */
export class LocalStackError extends Error {
  override readonly name = 'LocalStackError'
  readonly failure: LocalStackFailure

  constructor(failure: LocalStackFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = failure
  }
}
