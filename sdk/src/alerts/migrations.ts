/**
 * Tables of incidents, in the schema of each service that raises alerts: part of the base migrations of every store.
 * Event ids are compared byte by byte, as the code does.
 */
export const alertMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'alerts-1',
    sql: `
      create table signals (
        rule text not null,
        subject text not null,
        event_id text collate "C" not null,
        state text not null check (state in ('open', 'resolved', 'superseded')),
        severity text not null,
        content_id text not null,
        occurred_at timestamptz not null,
        received_at timestamptz not null,
        expires_at timestamptz,
        replayed boolean not null,
        about jsonb not null
      );
      create unique index signals_once on signals (rule, subject, event_id, (state = 'superseded'));
      create index signals_in_order on signals (rule, subject, occurred_at);
      create index signals_by_age on signals (occurred_at);

      create table incidents (
        incident_id text primary key,
        rule text not null,
        subject text not null,
        state text not null check (state in ('open', 'resolved')),
        severity text not null,
        opener text collate "C" not null,
        opened_at timestamptz not null,
        resolved_at timestamptz,
        ends_at timestamptz,
        ends_by text,
        silent boolean not null,
        merged boolean not null,
        about jsonb not null,
        position bigint generated always as identity
      );
      create unique index incidents_one_open on incidents (rule, subject) where state = 'open';
      create index incidents_of_subject on incidents (rule, subject, opened_at);
      create index incidents_to_end on incidents (ends_at) where state = 'open' and ends_at is not null;
      create index incidents_by_age on incidents (resolved_at) where state = 'resolved';
    `,
  },
]
