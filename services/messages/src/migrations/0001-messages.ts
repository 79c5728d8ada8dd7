import type { Migration } from '@wabastream/sdk/store'

/**
 * Ids are compared byte by byte (collate "C"), as the code does. A party is whom a message was exchanged with: a group, or
 * a person's id in comparison form. Rows that are deleted by age have an index that begins with their time; those times
 * grow with the table, so block ranges (brin) are enough.
 */
export const messages: Migration = {
  name: '0001-messages',
  sql: `
    create table messages (
      wamid text collate "C" not null,
      phone_number_id text collate "C" not null,
      waba_id text not null,
      party text collate "C" not null,
      sender text collate "C",
      is_group boolean not null,
      direction text not null check (direction in ('in', 'out')),
      origin text not null check (origin in ('live', 'echo', 'history', 'status')),
      type text,
      content jsonb,
      errors jsonb,
      rank smallint not null,
      occurred_at timestamptz not null,
      event_id text collate "C" not null,
      primary key (wamid, phone_number_id)
    );
    create index messages_by_party on messages (party, phone_number_id, occurred_at desc, wamid desc);
    create index messages_by_sender on messages (sender) where sender is not null;
    create index messages_by_age on messages using brin (occurred_at);

    create table deliveries (
      wamid text collate "C" not null,
      phone_number_id text collate "C" not null,
      participant text collate "C" not null,
      party text collate "C" not null,
      rank smallint not null,
      template_id text collate "C",
      first_at timestamptz,
      last_at timestamptz not null,
      rank_before smallint,
      template_before text collate "C",
      first_before timestamptz,
      primary key (wamid, phone_number_id, participant)
    );
    create index deliveries_by_party on deliveries (party);
    create index deliveries_by_participant on deliveries (participant) where participant <> '';
    create index deliveries_by_age on deliveries using brin (last_at);
    comment on column deliveries.rank_before is 'What the last change replaced, for the statistics; null after the first.';

    create table timeline (
      event_id text collate "C" primary key,
      wamid text collate "C" not null,
      phone_number_id text collate "C" not null,
      participant text collate "C" not null,
      status text not null,
      origin text not null check (origin in ('live', 'history')),
      details jsonb,
      occurred_at timestamptz not null
    );
    create index timeline_by_message on timeline (wamid, phone_number_id);
    create index timeline_by_age on timeline using brin (occurred_at);

    create table delivery_stats (
      phone_number_id text collate "C" not null,
      hour timestamptz not null,
      template_id text collate "C" not null,
      rank smallint not null,
      count bigint not null,
      primary key (phone_number_id, hour, template_id, rank)
    );
    create index delivery_stats_by_hour on delivery_stats (hour);

    create table numbers (
      phone_number_id text collate "C" primary key,
      waba_id text collate "C" not null,
      display_phone_number text collate "C" not null
    );

    create table reactions (
      wamid text collate "C" not null,
      phone_number_id text collate "C" not null,
      reactor text collate "C" not null,
      party text collate "C" not null,
      emoji text,
      occurred_at timestamptz not null,
      event_id text collate "C" not null,
      primary key (wamid, phone_number_id, reactor)
    );
    create index reactions_by_party on reactions (party);
    create index reactions_by_reactor on reactions (reactor);
    create index reactions_by_age on reactions (occurred_at);

    create table changes (
      event_id text collate "C" primary key,
      wamid text collate "C" not null,
      phone_number_id text collate "C" not null,
      kind text not null check (kind in ('edit', 'revoke')),
      party text collate "C" not null,
      sender text collate "C",
      content jsonb,
      occurred_at timestamptz not null
    );
    create index changes_by_message on changes (wamid, phone_number_id);
    create index changes_by_party on changes (party);
    create index changes_by_sender on changes (sender) where sender is not null;
    create index changes_by_age on changes (occurred_at);

    create table payments (
      event_id text collate "C" primary key,
      wamid text collate "C" not null,
      phone_number_id text collate "C" not null,
      party text collate "C" not null,
      reference_id text collate "C" not null,
      status text not null,
      details jsonb,
      occurred_at timestamptz not null
    );
    create index payments_by_message on payments (wamid, phone_number_id);
    create index payments_by_party on payments (party);
    create index payments_by_age on payments (occurred_at);

    create table reported_errors (
      event_id text collate "C" not null,
      code integer not null,
      phone_number_id text collate "C" not null,
      occurred_at timestamptz not null,
      primary key (event_id, code)
    );
    create index reported_errors_by_number on reported_errors (phone_number_id, occurred_at);
    create index reported_errors_by_age on reported_errors (occurred_at);

    create table person_ids (
      id text collate "C" primary key,
      kind text not null check (kind in ('phone', 'user', 'parent')),
      name text,
      username text,
      named_at timestamptz,
      named_by text collate "C",
      last_day date not null
    );
    create index person_ids_by_age on person_ids (last_day);

    create table person_links (
      a text collate "C" not null references person_ids on delete cascade,
      b text collate "C" not null references person_ids on delete cascade,
      kind text not null check (kind in ('same', 'change')),
      scope text collate "C" not null,
      first_at timestamptz not null,
      primary key (a, b, kind, scope)
    );
    create index person_links_back on person_links (b);

    create table phone_forms (
      id text collate "C" not null references person_ids on delete cascade,
      original text collate "C" not null,
      primary key (id, original)
    );

    create table failure_verdicts (
      phone_number_id text collate "C" not null,
      hour timestamptz not null,
      weight bigint not null,
      state text not null,
      primary key (phone_number_id, hour)
    );
    create index failure_verdicts_by_age on failure_verdicts (hour);

    create table person_hash_key (key text not null);
    insert into person_hash_key values (gen_random_uuid()::text || gen_random_uuid()::text);
  `,
}
