#!/usr/bin/env node
import { runProgram, type CommandEntry } from './program/program.ts'

// Each command loads only what it needs: `waba send` must not wait for the code of the local stack.
const commands: readonly CommandEntry[] = [
  {
    name: 'up',
    summary: 'start Kafka, a schema registry and the services on this machine',
    load: async () => (await import('./commands/up.ts')).upCommand(),
  },
  {
    name: 'send',
    summary: 'sign webhooks and post them, as Meta does',
    load: async () => (await import('./commands/send.ts')).sendCommand(),
  },
  {
    name: 'tail',
    summary: 'show the events on the topics',
    load: async () => (await import('./commands/tail.ts')).tailCommand(),
  },
  {
    name: 'topics',
    summary: 'plan, apply or describe the topics',
    load: async () => (await import('./commands/topics.ts')).topicsCommand(),
  },
  {
    name: 'schemas',
    summary: 'check or register the schemas, list what they do not know',
    load: async () => (await import('./commands/schemas.ts')).schemasCommand(),
  },
  {
    name: 'subscriptions',
    summary: 'declare, compare and apply the subscriptions of apps and accounts',
    load: async () => (await import('./commands/subscriptions.ts')).subscriptionsCommand(),
  },
  {
    name: 'doctor',
    summary: 'find the broken link between Meta and the topics of an account',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
  {
    name: 'sim',
    summary: 'rule the simulator of Meta: create, trigger, break, look',
    load: async () => (await import('./commands/sim.ts')).simCommand(),
  },
  {
    name: 'new',
    summary: 'write the files of a new consumer service or webhook field',
    load: async () => (await import('./commands/new.ts')).newCommand(),
  },
  {
    name: 'bench',
    summary: 'measure what the ingress and its parts cost here',
    load: async () => (await import('./commands/bench.ts')).benchCommand(),
  },
  {
    name: 'faults',
    summary: 'break Kafka and the ingress on purpose, and count what is kept',
    load: async () => (await import('./commands/faults.ts')).faultsCommand(),
  },
]

await runProgram(commands, process.argv.slice(2))
