import { change, itemKind, type Shape, wholeShape } from './shape.ts'

/** The value is the item: management fields, and whatever is not known. */
export const valueShape: Shape = wholeShape()

/** account_settings_update: a value that names its number inside the settings. */
export const accountSettingsShape: Shape = wholeShape({ phoneNumberId: ['phone_number_settings', 'phone_number_id'] })

/** messaging_handovers: a value about one conversation, with the business as the recipient. */
export const handoverShape: Shape = wholeShape({
  phoneNumberId: ['recipient', 'phone_number_id'],
  whole: itemKind(change.name, {
    parties: [
      ['sender', 'user_id'],
      ['sender', 'phone_number'],
    ],
  }),
})

/** An entry that cannot be taken apart is kept whole. `time` is its own time. */
export const entryShape: Shape = wholeShape({ whole: itemKind('entry', { time: ['time'] }) })
