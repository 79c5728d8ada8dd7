import type { ErrorEntry } from './error-entry.ts'

/** Errors of access, of the account and of the registration of a number. */
export const accountErrors: readonly ErrorEntry[] = [
  {
    code: 0,
    meaning: 'Meta could not authenticate the app.',
    whatToDo: 'Make a new access token and replace the old one.',
    needsPerson: 'critical',
  },
  {
    code: 3,
    meaning: 'The app may not call this method of the API.',
    whatToDo: 'Check the permissions of the app and of the token with the access token debugger.',
    needsPerson: 'warning',
  },
  {
    code: 10,
    meaning: 'The app lacks a permission, or the account never granted it.',
    whatToDo: 'Grant whatsapp_business_messaging to the token, and check that its user may manage this account.',
    needsPerson: 'critical',
  },
  {
    code: 190,
    meaning: 'The access token has expired or was revoked.',
    whatToDo: 'Make a new token, best one of a system user that does not expire, and replace the old one.',
    needsPerson: 'critical',
  },
  {
    code: 200,
    meaning: 'The app lacks a permission for this account.',
    whatToDo: 'Have an administrator of the account grant the permission, then make a new token.',
    needsPerson: 'warning',
  },
  {
    code: 368,
    meaning: 'The account is restricted for a time, because it broke a policy of WhatsApp.',
    whatToDo:
      'Read the violation in the WhatsApp Manager, stop the messages that caused it, and appeal if it is wrong.',
    needsPerson: 'critical',
  },
  {
    code: 130497,
    meaning: 'The account may not message people in this country.',
    whatToDo: 'Look up which countries are allowed for this line of business, and stop sending to the others.',
    needsPerson: 'warning',
  },
  {
    code: 131005,
    meaning: 'The permission for this call was not granted, or it was taken away.',
    whatToDo: 'Check the permissions of the token with the access token debugger.',
    needsPerson: 'warning',
  },
  {
    code: 131031,
    meaning: 'The account is locked: for a policy violation, or because a two-step code did not match.',
    whatToDo:
      'Look at the account in the WhatsApp Manager, follow the steps given there, or write to the support of Meta.',
    needsPerson: 'critical',
  },
  {
    code: 131037,
    meaning: 'The number has no approved display name, so it cannot send.',
    whatToDo: 'Ask for a display name in the WhatsApp Manager and wait for its approval.',
    needsPerson: 'warning',
  },
  {
    code: 131042,
    meaning:
      'The account cannot be charged: no payment method, no credit line, or the currency or time zone is missing.',
    whatToDo: 'Add or repair the payment method of the account in the billing settings; then send again what failed.',
    needsPerson: 'critical',
  },
  {
    code: 131045,
    meaning: 'The number is not registered properly: its certificate does not fit.',
    whatToDo: 'Register the number again.',
    needsPerson: 'critical',
  },
  {
    code: 131057,
    meaning: 'The account is in maintenance, perhaps because its throughput is being raised.',
    whatToDo: 'Wait some minutes and send again.',
  },
  {
    code: 133000,
    meaning: 'An earlier removal of the number did not finish.',
    whatToDo: 'Deregister the number once more, then register it.',
  },
  {
    code: 133004,
    meaning: 'The registration servers are not available.',
    whatToDo: 'Look at the status page of the WhatsApp Business Platform and try later.',
  },
  {
    code: 133005,
    meaning: 'The two-step code is wrong.',
    whatToDo: 'Use the right code, or set a new one in the WhatsApp Manager.',
  },
  {
    code: 133006,
    meaning: 'The number must be verified before it can be registered.',
    whatToDo: 'Ask for a verification code, confirm it, and register the number.',
  },
  {
    code: 133008,
    meaning: 'The two-step code was guessed too often.',
    whatToDo: 'Wait for the time that the error names.',
  },
  {
    code: 133009,
    meaning: 'The two-step code was tried again too fast.',
    whatToDo: 'Wait for the time that the error names.',
  },
  {
    code: 133010,
    meaning: 'The sending number is not registered for the API.',
    whatToDo: 'Register the number, then send again.',
    needsPerson: 'critical',
  },
  {
    code: 133015,
    meaning: 'The number was deleted a moment ago and cannot be registered yet.',
    whatToDo: 'Wait five minutes and register it again.',
  },
  {
    code: 133016,
    meaning: 'The number was registered and deregistered too often.',
    whatToDo: 'Wait 72 hours before registering it again.',
  },
  {
    code: 134011,
    meaning: 'The terms of payments in WhatsApp were not accepted.',
    whatToDo: 'Have an administrator accept them in the WhatsApp Manager.',
    needsPerson: 'warning',
  },
]
