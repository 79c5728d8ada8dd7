import { alertMigrations } from '../alerts/migrations.ts'
import type { Migration } from './migration.ts'

/** The tables that each service has in its schema, whatever it does. */
export const baseMigrations: readonly Migration[] = [
  {
    name: 'store-1-leases',
    sql: `
      CREATE TABLE leases (
        name text PRIMARY KEY,
        holder text NOT NULL,
        epoch bigint NOT NULL,
        expires_at timestamptz NOT NULL
      );`,
  },
  {
    name: 'store-2-days',
    sql: `
      -- Attaching a finished table does not wait for those who read or write the others.
      CREATE FUNCTION make_days(p_table text, p_first date, p_last date) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        this_day date;
        part text;
      BEGIN
        FOR this_day IN SELECT generate_series(p_first, p_last, interval '1 day')::date LOOP
          part := p_table || to_char(this_day, '"_"YYYYMMDD');
          IF to_regclass(quote_ident(part)) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE)', part, p_table);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', p_table, part, this_day, this_day + 1);
          END IF;
        END LOOP;
      END $$;

      CREATE FUNCTION days_of(p_table text) RETURNS TABLE (part text, day date) LANGUAGE sql STABLE AS $$
        SELECT c.relname::text, to_date(right(c.relname, 8), 'YYYYMMDD')
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = quote_ident(p_table)::regclass AND c.relname ~ ('^' || p_table || '_[0-9]{8}$')
        ORDER BY 2
      $$;

      -- False when there was nothing to drop, or the day has rows and only an empty one may go.
      CREATE FUNCTION drop_day(p_part text, p_only_empty boolean) RETURNS boolean LANGUAGE plpgsql AS $$
      DECLARE
        has_rows boolean := false;
      BEGIN
        IF p_only_empty THEN
          EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', p_part);
          EXECUTE format('SELECT EXISTS (SELECT FROM %I)', p_part) INTO has_rows;
        END IF;
        IF NOT has_rows THEN
          EXECUTE format('DROP TABLE IF EXISTS %I', p_part);
        END IF;
        RETURN NOT has_rows;
      END $$;`,
  },
  {
    name: 'store-3-once',
    sql: `
      CREATE TABLE once (
        day date NOT NULL,
        scope text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        PRIMARY KEY (id, scope, day)
      ) PARTITION BY RANGE (day);

      -- A unique key of a partitioned table has to hold the day, so it is unique per day only. Inserting waits for
      -- another transaction that has the same id on the same day. One that took its id before midnight may still be
      -- open after it: for an hour the id is taken for yesterday too, and so waits for that one. No transaction lasts
      -- as long (statements and pauses are bounded). Older days are finished and only looked at.
      CREATE FUNCTION once_claim(p_scope text, p_ids text[], p_now timestamptz DEFAULT clock_timestamp())
      RETURNS SETOF text LANGUAGE plpgsql AS $$
      DECLARE
        today date := (p_now AT TIME ZONE 'UTC')::date;
        first_day date := today;
        fresh text[];
      BEGIN
        WITH taken AS (
          INSERT INTO once (day, scope, id)
          SELECT today, p_scope, wanted.id FROM (SELECT DISTINCT unnest(p_ids) COLLATE "C" AS id) wanted
          ORDER BY wanted.id
          ON CONFLICT DO NOTHING RETURNING once.id
        )
        SELECT coalesce(array_agg(taken.id), '{}') INTO fresh FROM taken;
        IF (p_now AT TIME ZONE 'UTC') < today + interval '1 hour' THEN
          first_day := today - 1;
          WITH taken AS (
            INSERT INTO once (day, scope, id)
            SELECT first_day, p_scope, wanted.id FROM (SELECT unnest(fresh) COLLATE "C" AS id) wanted
            ORDER BY wanted.id
            ON CONFLICT DO NOTHING RETURNING once.id
          )
          SELECT coalesce(array_agg(taken.id), '{}') INTO fresh FROM taken;
        END IF;
        RETURN QUERY
          SELECT f.id FROM unnest(fresh) AS f(id)
          WHERE NOT EXISTS (SELECT FROM once o WHERE o.id = f.id AND o.scope = p_scope AND o.day < first_day);
      END $$;`,
  },
  {
    name: 'store-4-outbox',
    sql: `
      CREATE SEQUENCE outbox_id;
      CREATE TABLE outbox (
        day date NOT NULL DEFAULT CURRENT_DATE,
        id bigint NOT NULL DEFAULT nextval('outbox_id'),
        topic text NOT NULL,
        partition integer NOT NULL,
        key bytea,
        value bytea,
        headers json NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (id, day)
      ) PARTITION BY RANGE (day);

      -- What Kafka will never take, for a person to look at.
      CREATE TABLE outbox_refused (
        id bigint PRIMARY KEY,
        topic text NOT NULL,
        partition integer NOT NULL,
        key bytea,
        value bytea,
        headers json NOT NULL,
        written_at timestamptz NOT NULL,
        code text NOT NULL,
        refused_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX outbox_refused_by_age ON outbox_refused (refused_at);`,
  },
  ...alertMigrations,
]
