import { hash } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * base64url of the first 16 bytes of the SHA-256 of a text's UTF-8. The whole digest as text is cut: twice as fast as the
 * digest as bytes, and this runs for every event.
 */
export function digest(text: string): string {
  const whole = hash('sha256', text, 'base64url')
  // The 22nd character has the last 2 bits of byte 16; the 4 bits of byte 17 beside them become 0.
  return whole.slice(0, 21) + ALPHABET.charAt(ALPHABET.indexOf(whole.charAt(21)) & 0b11_0000)
}
