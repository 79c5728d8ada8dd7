import type { ErrorEntry } from './error-entry.ts'

/** Errors of a single message: who gets it, what it holds, how fast it was sent. */
export const sendingErrors: readonly ErrorEntry[] = [
  { code: 1, meaning: 'An unknown error of the API.', whatToDo: 'Check the request, and send it once more later.' },
  {
    code: 2,
    meaning: 'The API is down or overloaded for the moment.',
    whatToDo: 'Send again later, with growing waits.',
  },
  {
    code: 4,
    meaning: 'The app called the API too often.',
    whatToDo: 'Call less often, and wait until the limit of the app is free again.',
  },
  {
    code: 33,
    meaning: 'The number that the request names is gone.',
    whatToDo: 'Check the id of the business phone number.',
    needsPerson: 'warning',
  },
  {
    code: 100,
    meaning: 'A parameter is wrong or unknown.',
    whatToDo: 'Compare the request with the reference of the API.',
  },
  {
    code: 80007,
    meaning: 'The account called the API too often.',
    whatToDo: 'Call less often, and wait until the limit of the account is free again.',
  },
  {
    code: 130429,
    meaning: 'The number sends faster than its throughput allows.',
    whatToDo: 'Send at a lower rate, and send again what failed, with growing waits.',
  },
  {
    code: 130472,
    meaning: 'The person is in an experiment of Meta, so this marketing message was not delivered. It is not charged.',
    whatToDo: 'Do not send it again: it will fail again. Wait for the person to write, or use another channel.',
  },
  {
    code: 131000,
    meaning: 'Something went wrong at Meta.',
    whatToDo: 'Send again; if it goes on, write to the support of Meta.',
  },
  { code: 131008, meaning: 'The request lacks a required parameter.', whatToDo: 'Add what the error names.' },
  {
    code: 131009,
    meaning: 'A parameter has a value that is not allowed.',
    whatToDo: 'Correct it; check that the recipient is a valid number and the business number belongs to the account.',
  },
  { code: 131016, meaning: 'A service at Meta is overloaded or down.', whatToDo: 'Send again later.' },
  {
    code: 131021,
    meaning: 'Sender and recipient are the same number.',
    whatToDo: 'Send to another number.',
  },
  {
    code: 131026,
    meaning:
      'The message cannot be delivered: the number is not on WhatsApp, has not accepted its terms, or has an app that is too old.',
    whatToDo:
      'Do not repeat it as it is. Confirm over another channel that the person uses WhatsApp and has updated the app.',
  },
  {
    code: 131030,
    meaning: 'The recipient is not on the list of numbers that a test number may write to.',
    whatToDo: 'Add the recipient to the list in the app dashboard, or send from a number that is not for tests.',
  },
  {
    code: 131043,
    meaning: 'The message expired before it could be delivered.',
    whatToDo: 'Send it again if it is still of use.',
  },
  {
    code: 131047,
    meaning: 'More than 24 hours have passed since the person last wrote, so only templates may be sent.',
    whatToDo: 'Send an approved template, and go on when the person answers.',
  },
  {
    code: 131048,
    meaning: 'The number is limited, because too many of its messages were blocked or reported as spam.',
    whatToDo: 'Look at the quality of the number in the WhatsApp Manager, and write only to people who asked for it.',
    needsPerson: 'warning',
  },
  {
    code: 131049,
    meaning: 'Meta held the message back, so that the person does not get too many marketing messages.',
    whatToDo: 'Do not send it again soon: wait at least a day, and longer each time. An answer of the person lifts it.',
  },
  {
    code: 131050,
    meaning: 'The person has stopped marketing messages of this business.',
    whatToDo: 'Send no marketing to this person until they resume it; other categories may go on.',
  },
  {
    code: 131051,
    meaning:
      'A kind of message that the API does not carry, such as a poll. A message that the person deleted may also look like this.',
    whatToDo: 'Nothing for a received message, unless you ask the person to send it in another form.',
  },
  {
    code: 131052,
    meaning: 'A received file could not be downloaded.',
    whatToDo: 'Ask the person to send it again or in another way.',
  },
  {
    code: 131053,
    meaning: 'The file of the message could not be uploaded: its type is unknown, wrong or not allowed.',
    whatToDo: 'Check the type and the size of the file, and the address that it is fetched from.',
  },
  {
    code: 131055,
    meaning: 'This method is not allowed for this number or this message.',
    whatToDo: 'Use the endpoint that the reference names for this kind of message.',
  },
  {
    code: 131056,
    meaning: 'Too many messages from this number to this one person within a short time.',
    whatToDo: 'Wait before writing to this person again; others are not affected.',
  },
  {
    code: 131060,
    meaning: 'The message is not available any more.',
    whatToDo: 'Ask the person to send it again.',
  },
  {
    code: 131062,
    meaning: 'This kind of message cannot be sent to a business-scoped user id.',
    whatToDo: 'Send it to the phone number of the person.',
  },
  {
    code: 135000,
    meaning: 'The message failed because of something unknown in the request.',
    whatToDo: 'Compare the request with the reference of the API; if it is right, write to the support of Meta.',
  },
]
