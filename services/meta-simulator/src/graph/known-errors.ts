import type { GraphError } from './graph-error.ts'

const oauth = (status: number, code: number, message: string, more: Partial<GraphError> = {}): GraphError => ({
  status,
  type: 'OAuthException',
  code,
  message,
  ...more,
})

const method = (status: number, code: number, message: string, more: Partial<GraphError> = {}): GraphError => ({
  ...oauth(status, code, message, more),
  type: 'GraphMethodException',
})

const tokenRefused = (subcode: number, why: string) =>
  oauth(401, 190, `The access token cannot be used: ${why}`, { subcode })

/** Every error that Meta documents for these calls, by `code` or `code/subcode`: what a fault can name. */
export const knownErrors: Readonly<Record<string, GraphError>> = {
  '0': oauth(503, 0, 'The permissions of the token could not be read; try again', { isTransient: true }),
  '1': oauth(500, 1, 'Something unknown went wrong on this side; try again', { isTransient: true }),
  '2': method(503, 2, 'The service is away for a moment; try again', { isTransient: true }),
  '4': oauth(429, 4, 'The app has reached its number of requests', { subcode: 2_446_079, isTransient: true }),
  '10': oauth(403, 10, 'The app has no permission for this'),
  '17': oauth(400, 17, 'The user has reached the number of requests', { isTransient: true }),
  '32': oauth(400, 32, 'The page has reached its number of requests', { isTransient: true }),
  '33': oauth(403, 33, 'The business phone number is gone'),
  '100': oauth(400, 100, 'A parameter is invalid'),
  '100/33': method(400, 100, 'There is no such object, or this token may not see it', { subcode: 33 }),
  '100/callback': method(422, 100, 'The callback cannot be reached or is no valid address'),
  '100/integration': method(422, 100, 'The subscription is needed by an integration that is in use'),
  '190': oauth(401, 190, 'The access token cannot be used'),
  '190/458': tokenRefused(458, 'the app is not installed'),
  '190/460': tokenRefused(460, 'the password was changed'),
  '190/463': tokenRefused(463, 'it has expired'),
  '190/467': tokenRefused(467, 'it is invalid'),
  '200': oauth(403, 200, 'The permissions do not allow this'),
  '200/1349174': oauth(403, 200, 'The user is no administrator of the account', { subcode: 1_349_174 }),
  '368': oauth(403, 368, 'The business is blocked for a while because it broke a policy'),
  '613': oauth(429, 613, 'This has been called too often', { isTransient: true }),
  '803': method(404, 803, 'There is no such account, or nothing is subscribed'),
  '2200': oauth(400, 2200, 'The callback did not pass its verification'),
  '80007': oauth(429, 80_007, 'This WhatsApp Business Account was called too often', { isTransient: true }),
  '80008': oauth(429, 80_008, 'This WhatsApp Business Account was called too often', { isTransient: true }),
  '131031': oauth(403, 131_031, 'The account is locked'),
}

/** The error of this name. @throws RangeError when there is none. */
export function knownError(name: string): GraphError {
  const error = Object.hasOwn(knownErrors, name) ? knownErrors[name] : undefined
  if (error) return error
  throw new RangeError(`There is no error ${name}`)
}
