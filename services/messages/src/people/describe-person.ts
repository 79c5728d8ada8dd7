import type { Queryable } from '@wabastream/sdk/store'
import { isPhoneForm } from './person-id.ts'
import type { HeldId } from './person-link.ts'

/** A person as the API shows it. */
export interface Person {
  readonly name: string | null
  readonly username: string | null
  /** Business-scoped user ids, parent ids included. */
  readonly user_ids: string[]
  /** As Meta wrote them; several when Meta writes one number in two ways. */
  readonly phone_numbers: string[]
}

interface IdRow {
  readonly id: string
  readonly name: string | null
  readonly username: string | null
  readonly originals: readonly string[]
}

const sql = `
  select p.id, p.name, p.username,
    array(select f.original from phone_forms f where f.id = p.id order by f.original) as originals
  from person_ids p where p.id = any($1)
  order by p.named_at desc nulls last, p.named_by desc, p.id
`

/** The ids and the latest names of a person; null when no event has named any of the ids. */
export async function describePerson(db: Queryable, held: readonly HeldId[]): Promise<Person | null> {
  const rows = await db.query<IdRow>(sql, [held.map(({ id }) => id)])
  const [latest] = rows
  if (latest === undefined) return null
  const ids = rows.map(({ id }) => id).toSorted()
  return {
    name: latest.name,
    username: latest.username,
    user_ids: ids.filter((id) => !isPhoneForm(id)),
    phone_numbers: rows.flatMap(({ originals }) => originals).toSorted(),
  }
}
