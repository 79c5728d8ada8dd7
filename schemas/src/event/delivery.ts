/** What ingress knows of a POST beside its parsed body. */
export interface Delivery {
  readonly id: string
  /** The app whose secret signed it. */
  readonly appId: string | null
  /** Epoch milliseconds at which the whole body had arrived. */
  readonly receivedAt: number
  /** The raw bytes. Hashed only when an identity needs it. */
  readonly body: Buffer
}
