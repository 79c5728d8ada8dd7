import type { Queryable } from '@wabastream/sdk/store'
import { personOf } from './person.ts'
import type { HeldId, PersonLink } from './person-link.ts'

/** More ids than any person has; keeps a query bounded whatever the links are. */
const maxIds = 500

const sql = `
  with recursive reached(id) as (
    select unnest($1::text[]) collate "C"
    union
    select n.id from reached r cross join lateral (
      select l.b as id from person_links l where l.a = r.id
      union all
      select l.a from person_links l where l.b = r.id
    ) as n
  )
  select a, b, kind, scope, first_at as "firstAt"
  from person_links where a in (select id from reached limit ${maxIds})
`

/** Which ids are one person. */
export interface People {
  /** All ids of the person that has this id in comparison form. */
  idsOf(id: string): readonly HeldId[]
  /** A name that is equal for ids of one person. */
  nameOf(id: string): string
}

/** What is needed to tell these ids (in comparison form) apart. */
export async function findPeople(db: Queryable, ids: readonly string[]): Promise<People> {
  const links = ids.length === 0 ? [] : await db.query<PersonLink>(sql, [[...new Set(ids)]])
  const known = new Map<string, readonly HeldId[]>()
  const idsOf = (id: string): readonly HeldId[] => {
    const found = known.get(id) ?? personOf(id, links)
    known.set(id, found)
    return found
  }
  return {
    idsOf,
    nameOf: (id) =>
      idsOf(id)
        .map(({ id: held, from }) => `${held} ${from}`)
        .toSorted()
        .join('\n'),
  }
}
