import type { Migration } from '@wabastream/sdk/store'

/**
 * `alert_incidents`: the latest state of each incident. `alert_states`: each alert as it came (`json`, not `jsonb`, which
 * refuses the character NUL). `notifications`: one row for each destination that is told of an alert; `run` is '' or the
 * id of a replay that asked for the effects again. What is forgotten of an incident takes the rest with it.
 */
export const alerts: Migration = {
  name: '0001-alerts',
  sql: `
    create table alert_incidents (
      incident_id text collate "C" primary key,
      alert_id text collate "C" not null,
      state text collate "C" not null,
      severity text not null,
      rule text not null,
      waba_id text,
      occurred_at timestamptz not null
    );
    create index alert_incidents_by_time on alert_incidents (occurred_at, incident_id);
    create index alert_incidents_of_waba on alert_incidents (waba_id, occurred_at, incident_id);

    create table alert_states (
      alert_id text collate "C" primary key,
      incident_id text collate "C" not null references alert_incidents on delete cascade,
      state text not null,
      occurred_at timestamptz not null,
      received_at timestamptz not null,
      silenced_by text,
      record json not null
    );
    create index alert_states_of_incident on alert_states (incident_id);

    create table notifications (
      alert_id text collate "C" not null references alert_states on delete cascade,
      destination text not null,
      run text not null default '',
      incident_id text collate "C" not null,
      state text not null,
      severity text not null,
      status text not null check (status in ('pending', 'held', 'sending', 'sent', 'failed', 'dropped')),
      reason text,
      attempts int not null default 0,
      maybe_received boolean not null default false,
      http_status int,
      due_at timestamptz,
      claimed_at timestamptz,
      sent_at timestamptz,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      position bigint generated always as identity unique,
      primary key (alert_id, destination, run)
    );
    create index notifications_of_incident on notifications (incident_id);
    create index notifications_of_destination on notifications (destination, position);
    create index notifications_due on notifications (due_at) where due_at is not null and status in ('held', 'sending');
  `,
}
