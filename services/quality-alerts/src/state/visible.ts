/** A state without what changes at every event: two that are equal need not be published twice. */
export type Visible<S> = Omit<S, 'version' | 'updated_at' | 'last_event_id'>
