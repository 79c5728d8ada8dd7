import type { LocalStack, LocalStackOptions, StackSource } from './local-stack.ts'

/** What a look at one source brought: a way to start it, or the reason why not. */
export type FoundSource = { readonly start: () => Promise<LocalStack> } | { readonly missing: string }

/** One of the places that servers may come from. */
export interface Source {
  readonly name: StackSource
  find(options: LocalStackOptions): Promise<FoundSource>
}
