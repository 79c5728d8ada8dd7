import { GraphRefusal } from './graph-error.ts'
import { isVersion, versionFor } from './versions.ts'

/** A Graph path, taken apart. */
export interface GraphPath {
  readonly version: string
  /** An id, `me`, or `debug_token`. */
  readonly objectId: string
  /** '' is the object itself. */
  readonly edge: string
}

/**
 * Reads `/{version}/{id}/{edge}`. Without a version the oldest one answers.
 * @throws GraphRefusal 2500 for anything else, also for a version that is not out yet.
 */
export function parsePath(pathname: string, nowMs: number): GraphPath {
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const asked = segments[0] !== undefined && isVersion(segments[0]) ? segments[0] : null
  const [objectId, edge = '', ...rest] = asked === null ? segments : segments.slice(1)
  const version = versionFor(asked, nowMs)
  if (version === null || objectId === undefined || rest.length > 0) throw unknownPath(pathname)
  return { version, objectId, edge }
}

/** Refuses because there is nothing at this path. */
export function unknownPath(pathname: string): GraphRefusal {
  return new GraphRefusal({
    status: 400,
    type: 'OAuthException',
    code: 2500,
    message: `There is nothing at the path ${pathname}`,
  })
}
