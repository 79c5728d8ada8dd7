import { groupTopics, topics, type Topic } from '@wabastream/schemas/catalogue'
import { readEnvironment } from '@wabastream/sdk/config'
import { createAdmin, type Admin } from '@wabastream/sdk/kafka'
import { Command } from 'commander'
import { isInSync, type TopicPlan } from '../deploy/compare-topics.ts'
import { describeTopics, type TopicDescription } from '../deploy/describe-topics.ts'
import { planJson, planText } from '../deploy/plan-text.ts'
import { carryOut, planTopics } from '../deploy/topics.ts'
import { addOutputOption, type OutputFlags } from '../output/output-format.ts'
import { print, tell } from '../output/standard-output.ts'
import { table } from '../output/table.ts'
import { agreed, type ConsentFlags } from '../program/consent.ts'
import { exitCode } from '../program/exit-code.ts'
import { UsageError } from '../program/usage-error.ts'
import { findTarget, type Target } from '../target/target.ts'

type Flags = OutputFlags & ConsentFlags & { readonly group?: string }

/** `waba topics`: the topics of the catalogue, or those of one consumer group, on the cluster. */
export function topicsCommand(): Command {
  const command = new Command('topics').description('Topics of the catalogue on the cluster')
  const sub = (name: string, description: string) =>
    addOutputOption(command.command(name))
      .description(description)
      .option('--group <name>', 'the retry and dead-letter topics of this consumer group instead')
  sub('plan', 'shows what apply would do; exit code 3 if there is anything').action((flags: Flags) =>
    onCluster(async (admin, target) => {
      const plan = await planTopics(admin, chosen(flags), target)
      await print(flags.output === 'json' ? planJson(plan) : planText(plan))
      if (isInSync(plan)) tell(`All ${chosen(flags).length} topics are as they should be.`)
      else process.exitCode = exitCode.drift
    }),
  )
  sub('apply', 'makes missing topics and sets settings that differ; others are kept')
    .option('--yes', 'do it without asking')
    .option('--dry-run', 'only show what would be done')
    .action((flags: Flags) => onCluster((admin, target) => apply(admin, target, flags)))
  sub('describe', 'shows the topics as they are').action((flags: Flags) =>
    onCluster(async (admin, target) => {
      const descriptions = await describeTopics(admin, chosen(flags), target.prefix)
      await print(flags.output === 'json' ? descriptionJson(descriptions) : descriptionTable(descriptions))
    }),
  )
  return command
}

async function apply(admin: Admin, target: Target, flags: Flags): Promise<void> {
  const plan = await planTopics(admin, chosen(flags), target)
  await print(flags.output === 'json' ? planJson(plan) : planText(plan))
  const count = plan.missing.length + plan.changes.length
  if (count > 0 && (await agreed(flags, `${planSummary(plan)}?`))) {
    await carryOut(admin, plan)
    tell('Done.')
  } else if (isInSync(plan)) tell('Nothing to do.')
  if (plan.problems.length > 0) process.exitCode = exitCode.failed
}

function planSummary({ missing, changes }: TopicPlan): string {
  return `Make ${missing.length} topics and change ${changes.length} settings`
}

function chosen({ group }: Flags): readonly Topic[] {
  if (group === undefined) return topics
  try {
    return groupTopics(group)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--group ${group}: ${error.message}`, { cause: error })
    throw error
  }
}

function descriptionTable(descriptions: readonly TopicDescription[]): string {
  const rows = descriptions.map(({ name, exists, partitions, replicationFactor, records, configs }) => [
    name,
    partitions,
    replicationFactor,
    records,
    exists ? (configs['retention.ms'] ?? '(default)') : 'does not exist',
    configs['cleanup.policy'] ?? '',
    configs['max.message.bytes'] ?? '',
  ])
  return table(['TOPIC', 'PARTITIONS', 'COPIES', 'RECORDS', 'RETENTION MS', 'CLEANUP', 'MAX BYTES'], rows)
}

function descriptionJson(descriptions: readonly TopicDescription[]): string {
  return `${JSON.stringify(descriptions.map((topic) => ({ ...topic, records: Number(topic.records) })))}\n`
}

async function onCluster(work: (admin: Admin, target: Target) => Promise<void>): Promise<void> {
  const target = findTarget(readEnvironment())
  const admin = createAdmin(target.kafka)
  try {
    await work(admin, target)
  } finally {
    await admin.close()
  }
}
