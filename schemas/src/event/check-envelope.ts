import { isObject } from '../codec/own.ts'

/** Why a parsed body is no webhook of a WhatsApp Business Account. */
export type EnvelopeFault = 'bad_envelope' | 'empty'

const OBJECT = 'whatsapp_business_account'

/**
 * Checks the outermost level of a body; what lies in its entries is never a reason to refuse it. An array around bodies
 * (an artefact of Meta's documentation) is unwrapped: each of its elements must then be valid.
 * @returns null when the body is valid; 'empty' when there is not one entry; else 'bad_envelope'.
 */
export function checkEnvelope(body: unknown): EnvelopeFault | null {
  if (!Array.isArray(body)) return checkBody(body)
  const faults = new Set(body.map(checkBody))
  if (faults.size > 1) return 'bad_envelope'
  const [fault = 'empty'] = faults
  return fault
}

function checkBody(body: unknown): EnvelopeFault | null {
  if (!isObject(body) || body['object'] !== OBJECT || !Array.isArray(body['entry'])) return 'bad_envelope'
  return body['entry'].length === 0 ? 'empty' : null
}
