import { findObject, type Named, type World } from '../world/world.ts'
import type { GraphContext, Method } from './call.ts'
import { admit, callerOf, type Caller, type Credentials } from './caller.ts'
import { debugToken } from './edges/debug-token.ts'
import { GraphRefusal, noSuchObject } from './graph-error.ts'
import { methodsOf } from './operations.ts'
import type { Parameters } from './parameters.ts'
import { unknownPath, type GraphPath } from './path.ts'

/** A call whose path and parameters could be read. */
export interface Asked {
  readonly method: string
  readonly path: GraphPath
  readonly url: URL
  readonly parameters: Parameters
  readonly credentials: Credentials
}

/** What a path names for this caller: `me` is the token's user, or the app of an app token. */
export function subjectOf(world: World, objectId: string, caller: Caller | null): Named | null {
  if (objectId !== 'me' && objectId !== 'app') return findObject(world, objectId)
  if (!caller) return null
  return findObject(world, objectId === 'me' ? (caller.token?.userId ?? caller.app.id) : caller.app.id)
}

/**
 * Decides on a call and does it; the answer's body.
 * @throws GraphRefusal with the error that Graph gives.
 */
export async function carryOut(asked: Asked, context: GraphContext): Promise<object> {
  const { method, path, url, parameters, credentials } = asked
  const { world } = context
  const nowMs = context.clock()
  const caller = admit(callerOf(world, credentials.token), credentials, nowMs)
  if (path.objectId === 'debug_token' && path.edge === '' && method === 'GET')
    return debugToken({ caller, parameters, world, nowMs })
  const subject = subjectOf(world, path.objectId, caller)
  if (!subject) throw /^\d+$/.test(path.objectId) ? noSuchObject(method, path.objectId) : noSuchAlias(path.objectId)
  const methods = methodsOf(subject.kind, path.edge)
  if (!methods) throw unknownPath(`/${path.edge}`)
  const operation = methods[method as Method]
  if (!operation) throw noSuchObject(method, path.objectId)
  const call = { method: method as Method, version: path.version, subject, caller, parameters, url }
  return operation(call, context)
}

function noSuchAlias(name: string): GraphRefusal {
  const message = `(#803) There is no alias '${name}'`
  return new GraphRefusal({ status: 404, type: 'GraphMethodException', code: 803, message })
}
