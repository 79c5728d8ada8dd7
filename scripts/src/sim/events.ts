import type { SimControl } from '@wabastream/meta-simulator'
import { parseJson } from '@wabastream/schemas/codec'
import { findStack, readEnvironment } from '@wabastream/sdk/config'
import { UsageError } from '../program/usage-error.ts'
import { freshen } from '../samples/freshen.ts'
import { createCast } from '../scenarios/cast.ts'
import { findScenario } from '../scenarios/scenarios.ts'
import { sourcesOf } from '../send/sources.ts'

/** What shall happen. */
export interface EventFlags {
  readonly sample?: string
  readonly scenario?: string
  readonly file?: string
  readonly exact?: boolean
  readonly waba?: string
  readonly number?: string
}

/** One webhook body to trigger. */
export interface TriggeredEvent {
  readonly name: string
  readonly body: unknown
  /** Whom the simulator shall make it be about; {} = whom it names. */
  readonly about: { readonly waba_id?: string; readonly phone_number_id?: string }
  /** Addresses that show what became of a story; only with its last event. */
  readonly see: readonly string[]
}

interface Subject {
  readonly wabaId: string
  readonly phoneNumberId?: string
  readonly phoneNumber?: string
}

/**
 * The bodies that the options name, about a WABA that the simulator has.
 * @throws UsageError when several options name some, or one names nothing.
 */
export async function eventsOf(flags: EventFlags, sim: SimControl): Promise<readonly TriggeredEvent[]> {
  if (flags.scenario !== undefined && flags.sample === undefined && flags.file === undefined)
    return storyOf(flags.scenario, await subjectOf(flags, sim))
  const { bodies } = await sourcesOf({ ...flags, exact: true })
  const keepsIds = flags.exact === true || flags.file !== undefined
  const retargets = flags.file === undefined || flags.waba !== undefined || flags.number !== undefined
  const subject = retargets ? await subjectOf(flags, sim) : null
  return bodies.map(({ name, body }) => {
    const parsed = parseJson(body.toString('utf8'))
    return { name, body: keepsIds ? parsed : freshen(parsed, 0, Date.now()), about: aboutOf(subject), see: [] }
  })
}

function storyOf(name: string, { wabaId, phoneNumberId, phoneNumber }: Subject): readonly TriggeredEvent[] {
  const scenario = findScenario(name)
  const cast = {
    ...createCast(),
    wabaId,
    ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
  }
  const apiUrl = findStack(readEnvironment())?.apiUrl ?? ''
  const steps = scenario.steps(cast, Date.now())
  return steps.map(({ says, body }, at) => ({
    name: says,
    body,
    about: {},
    see: at === steps.length - 1 ? scenario.see(cast).map((path) => `${apiUrl}${path}`) : [],
  }))
}

function aboutOf(subject: Subject | null): TriggeredEvent['about'] {
  if (!subject) return {}
  const { wabaId, phoneNumberId } = subject
  return { waba_id: wabaId, ...(phoneNumberId === undefined ? {} : { phone_number_id: phoneNumberId }) }
}

/** The WABA and number that are named, else the first ones. */
async function subjectOf({ waba, number }: EventFlags, sim: SimControl): Promise<Subject> {
  const { wabas, numbers } = await sim.state()
  const named = number === undefined ? undefined : numbers.find(({ id }) => id === number)
  if (number !== undefined && !named) throw new UsageError(`The simulator has no number with the id ${number}`)
  const wabaId = waba ?? named?.waba_id ?? wabas[0]?.id
  if (wabaId === undefined) throw new UsageError('The simulator has no WABA: make one with `waba sim create waba`')
  const first = named ?? numbers.find(({ waba_id }) => waba_id === wabaId)
  return first ? { wabaId, phoneNumberId: first.id, phoneNumber: first.display_phone_number } : { wabaId }
}
