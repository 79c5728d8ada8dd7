import type { Migration } from '@wabastream/sdk/store'

/**
 * What is known of each template, and every event of it. The state is one document, as the topic has it; what lists are
 * filtered by are columns that PostgreSQL derives from it.
 */
export const templates: Migration = {
  name: '0001-templates',
  sql: `
    create table templates (
      waba_id text not null,
      template_id text not null,
      version bigint not null,
      state jsonb not null,
      sendable text not null check (sendable in ('yes', 'no', 'unknown')),
      name text generated always as (state ->> 'name') stored,
      language text generated always as (state ->> 'language') stored,
      status text generated always as (state ->> 'status') stored,
      category text generated always as (state ->> 'category') stored,
      quality_score text generated always as (state ->> 'quality_score') stored,
      deleted_at timestamptz generated always as (to_timestamp((state ->> 'deleted_at')::bigint / 1000.0)) stored,
      buried_at timestamptz,
      primary key (waba_id, template_id)
    );
    create index templates_by_id on templates (template_id);
    create index templates_by_status on templates (status, waba_id, template_id);
    create index templates_to_bury on templates (deleted_at) where deleted_at is not null and buried_at is null;

    create table template_events (
      waba_id text not null,
      template_id text not null,
      event_id text not null,
      content_id text not null,
      field text not null,
      occurred_at timestamptz not null,
      received_at timestamptz not null,
      value jsonb not null,
      unmapped jsonb not null,
      primary key (waba_id, template_id, event_id),
      foreign key (waba_id, template_id) references templates
    );
    create index template_events_in_order on template_events (waba_id, template_id, occurred_at);
  `,
}
