import { styleText } from 'node:util'

type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow'

/** Colours a text, or leaves it as it is. */
export type Paint = (styles: Style | readonly Style[], text: string) => string

export const plainPaint: Paint = (_, text) => text

/** Colours for standard output, if it is a terminal that wants them (`NO_COLOR`, `FORCE_COLOR`). */
export function terminalPaint(): Paint {
  return (styles, text) => styleText(styles as Style[], text, { stream: process.stdout, validateStream: true })
}
