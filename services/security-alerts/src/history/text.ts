/** Text as PostgreSQL can hold it: JSON may carry zero characters and halves of surrogate pairs, they become U+FFFD. */
export function text(value: string | null | undefined): string | null {
  return value?.toWellFormed().replaceAll('\0', '\uFFFD') || null
}
