import type { Migration } from '@wabastream/sdk/store'

/** The history. Rows have what is needed to judge an event again when another one arrives late. */
export const securityEvents: Migration = {
  name: '0001-security-events',
  sql: `
    CREATE TABLE security_events (
      event_id text COLLATE "C" PRIMARY KEY,
      event text,
      step text CHECK (step IN ('asked', 'disabled', 'changed')),
      subject text NOT NULL,
      phone_number text,
      waba_id text,
      requester text,
      partner_id text,
      app_id text,
      reason text,
      initiated_by text,
      occurred_at timestamptz NOT NULL,
      received_at timestamptz NOT NULL,
      source_topic text,
      source_partition int,
      source_offset bigint,
      replayed boolean NOT NULL
    );
    CREATE INDEX security_events_in_order ON security_events (occurred_at, event_id);
    CREATE INDEX security_events_of_subject ON security_events (subject, occurred_at) WHERE step IS NOT NULL;
    CREATE INDEX security_events_of_number ON security_events (phone_number, occurred_at, event_id);
    CREATE INDEX security_events_of_account ON security_events (waba_id, occurred_at, event_id);
  `,
}
