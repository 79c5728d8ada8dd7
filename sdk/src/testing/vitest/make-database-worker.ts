// Makes the database that an address names and says so in shared memory: 1 done, 2 failed.
import { workerData } from 'node:worker_threads'

import { databaseAnswers } from '../postgres/database-answers.ts'

const { url, state } = workerData as { readonly url: string; readonly state: Int32Array<SharedArrayBuffer> }
Atomics.store(state, 0, (await databaseAnswers(url)) ? 1 : 2)
Atomics.notify(state, 0)
