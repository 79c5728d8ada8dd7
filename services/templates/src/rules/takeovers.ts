/**
 * A rule that opens says more than these, by the same event: theirs end without a word, so that nobody reads "resolved"
 * because things got worse.
 */
export const takeovers: Readonly<Record<string, readonly string[]>> = {
  'template-disabled': ['template-paused', 'template-flagged', 'template-disabling-announced', 'template-rejected'],
  'template-disabling-announced': ['template-flagged'],
  'template-paused': ['template-rejected'],
  'template-flagged': ['template-rejected'],
  'template-rejected': ['template-paused'],
  'template-category-changed': ['template-category-announced', 'template-category-mismatch'],
}
