import type { Migration } from '@wabastream/sdk/store'

/** What is wanted, what was seen last, and when to look again. Tokens and secrets are only referred to. */
export const subscriptionsMigration: Migration = {
  name: '0001-subscriptions',
  sql: `
    create table apps (
      app_id text primary key,
      declared jsonb not null,
      webhook jsonb,
      webhook_at timestamptz,
      fault jsonb,
      token_fault jsonb,
      blocked_until timestamptz,
      token_hash text,
      applied jsonb,
      reverts jsonb not null default '[]',
      contended boolean not null default false,
      generation bigint not null default 1,
      failures integer not null default 0,
      next_at timestamptz not null default now()
    );
    create index apps_due on apps (next_at);

    create table wabas (
      waba_id text primary key,
      app_id text not null references apps,
      subscribed boolean not null,
      override jsonb,
      mode text not null check (mode in ('manage', 'observe', 'pause')),
      source text not null check (source in ('declared', 'discovered')),
      observed jsonb,
      observed_at timestamptz,
      fault jsonb,
      token_hash text,
      applied jsonb,
      applied_at timestamptz,
      reverts jsonb not null default '[]',
      contended boolean not null default false,
      conditions jsonb not null default '[]',
      version bigint not null default 0,
      state jsonb,
      generation bigint not null default 1,
      failures integer not null default 0,
      next_at timestamptz not null default now()
    );
    create index wabas_due on wabas (next_at);
    create index wabas_by_app on wabas (app_id, waba_id);

    create table discovery (
      one boolean primary key default true check (one),
      which text not null,
      business_id text,
      next_at timestamptz not null default now()
    );
  `,
}
