import type { ErrorEntry } from './error-entry.ts'

/** Errors of templates, flows, groups, calls and the chat history. */
export const featureErrors: readonly ErrorEntry[] = [
  {
    code: 131020,
    meaning: 'The group has nobody but the business in it.',
    whatToDo: 'Wait until somebody has joined the group.',
  },
  {
    code: 131041,
    meaning: 'The group does not exist, or the business is not in it.',
    whatToDo: 'Check the id of the group.',
  },
  {
    code: 131201,
    meaning: 'The request worked for some participants of the group only.',
    whatToDo: 'Look at the errors of the participants, and repeat it for those that failed.',
  },
  { code: 131204, meaning: 'The group has no room for so many participants.', whatToDo: 'Invite fewer people.' },
  {
    code: 131207,
    meaning: 'The group is suspended, because it broke a policy.',
    whatToDo: 'Use another group, and review what was sent to this one.',
    needsPerson: 'warning',
  },
  {
    code: 131208,
    meaning: 'Too many group operations from this number within a short time.',
    whatToDo: 'Wait and repeat them more slowly.',
  },
  {
    code: 132000,
    meaning: 'The number of parameters is not what the template has.',
    whatToDo: 'Give a value for each variable of the template.',
  },
  {
    code: 132001,
    meaning: 'The template does not exist in this language, or is not approved.',
    whatToDo: 'Check name and language, and that the template is approved in this account.',
  },
  {
    code: 132005,
    meaning: 'The text of the template is too long once its variables are filled in.',
    whatToDo: 'Shorten the values.',
  },
  {
    code: 132007,
    meaning: 'The text of the template breaks a policy on its characters.',
    whatToDo: 'Read why in the WhatsApp Manager, and change the template.',
  },
  {
    code: 132008,
    meaning: 'A parameter of the template breaks a policy.',
    whatToDo: 'Change the value.',
  },
  {
    code: 132012,
    meaning: 'A parameter has another format than the template asks for.',
    whatToDo: 'Compare the parameters of the message with the components of the template.',
  },
  {
    code: 132015,
    meaning: 'The template is paused, because people found it of low quality.',
    whatToDo: 'Change the template and wait for its approval, or use another one.',
    needsPerson: 'warning',
  },
  {
    code: 132016,
    meaning: 'The template was paused too often and is disabled for good.',
    whatToDo: 'Make a new template with other content.',
    needsPerson: 'warning',
  },
  {
    code: 132018,
    meaning: 'The parameters of the template are not valid together.',
    whatToDo: 'Compare the message with the components of the template.',
  },
  {
    code: 132068,
    meaning: 'The flow is blocked.',
    whatToDo: 'Repair the flow in the WhatsApp Manager.',
    needsPerson: 'warning',
  },
  {
    code: 132069,
    meaning: 'The flow is throttled: ten messages of it were sent in the last hour already.',
    whatToDo: 'Repair the flow in the WhatsApp Manager, or send it less often.',
    needsPerson: 'warning',
  },
  {
    code: 134100,
    meaning: 'Only marketing messages can be sent over this endpoint.',
    whatToDo: 'Send this message over the ordinary endpoint.',
  },
  {
    code: 134101,
    meaning: 'The template is being synchronised for marketing messages.',
    whatToDo: 'Wait ten minutes and send again.',
  },
  {
    code: 134102,
    meaning: 'The template cannot be used for this endpoint.',
    whatToDo: 'Send it over the ordinary endpoint.',
  },
  { code: 138000, meaning: 'Calls are not switched on for this number.', whatToDo: 'Switch them on in its settings.' },
  { code: 138001, meaning: 'The person cannot be called.', whatToDo: 'Write instead.' },
  {
    code: 138006,
    meaning: 'The person has not given permission to be called.',
    whatToDo: 'Ask for the permission first.',
  },
  {
    code: 2494100,
    meaning: 'The number is in maintenance, perhaps because its throughput is being raised.',
    whatToDo: 'Wait some minutes and send again.',
  },
  {
    code: 2593107,
    meaning: 'The synchronisation was asked for too often.',
    whatToDo: 'It can be asked for once; offboard and onboard the number again for another try.',
  },
  {
    code: 2593108,
    meaning: 'The synchronisation was asked for more than 24 hours after onboarding.',
    whatToDo: 'Offboard and onboard the number again, then ask within 24 hours.',
  },
  {
    code: 2593109,
    meaning: 'The business does not share its chat history.',
    whatToDo: 'Nothing: the owner of the number chose so in the WhatsApp Business app.',
  },
]
