import type { Migration } from '@wabastream/sdk/store'

/** History, what is known (aspects), limits in their order, and the states as they were published. */
export const health: Migration = {
  name: '0001-health',
  sql: `
    CREATE TABLE history (
      event_id text COLLATE "C" PRIMARY KEY,
      field text NOT NULL,
      event text,
      waba_id text,
      phone_number text,
      business_id text,
      value jsonb NOT NULL,
      occurred_at timestamptz NOT NULL,
      received_at timestamptz NOT NULL
    );
    CREATE INDEX history_by_age ON history (occurred_at);
    CREATE INDEX history_of_account ON history (waba_id, occurred_at, event_id);
    CREATE INDEX history_of_number ON history (phone_number, occurred_at, event_id);
    CREATE INDEX history_of_business ON history (business_id, occurred_at, event_id) WHERE business_id IS NOT NULL;

    CREATE TABLE aspects (
      owner_kind text NOT NULL CHECK (owner_kind IN ('number', 'account', 'account-of-number', 'business')),
      owner_id text NOT NULL,
      name text NOT NULL,
      value jsonb NOT NULL,
      ordered_at timestamptz NOT NULL,
      rank bigint NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      PRIMARY KEY (owner_kind, owner_id, name)
    );
    CREATE INDEX aspects_links ON aspects ((value ->> 'waba_id')) WHERE owner_kind = 'number' AND name = 'account';

    CREATE TABLE limits (
      owner_id text NOT NULL,
      measure text NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      occurred_at timestamptz NOT NULL,
      value text NOT NULL,
      told_before text,
      told text CHECK (told IN ('lowered', 'raised')),
      state jsonb,
      judgements int NOT NULL DEFAULT 0,
      waba_id text,
      phone_number text,
      cause jsonb NOT NULL,
      PRIMARY KEY (owner_id, measure, event_id)
    );
    CREATE INDEX limits_in_order ON limits (owner_id, measure, occurred_at, event_id);
    CREATE INDEX limits_by_age ON limits (occurred_at);

    CREATE TABLE states (
      kind text NOT NULL CHECK (kind IN ('number', 'account')),
      id text COLLATE "C" NOT NULL,
      waba_id text,
      version bigint NOT NULL,
      updated_at timestamptz,
      last_event_id text,
      state jsonb NOT NULL,
      due_at timestamptz,
      buried_at timestamptz,
      PRIMARY KEY (kind, id)
    );
    CREATE INDEX states_of_account ON states (waba_id, id) WHERE kind = 'number';
    CREATE INDEX states_due ON states (due_at) WHERE due_at IS NOT NULL;
  `,
}
