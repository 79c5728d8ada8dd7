import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { cureLeaderlessMetadata } from './leaderless-metadata.ts'

const LEADER_NOT_AVAILABLE = 5
const UNKNOWN_TOPIC = 3

function metadata(topicErrorCode: number) {
  const partition = { partitionErrorCode: LEADER_NOT_AVAILABLE, partitionId: 0, leader: -1, replicas: [2], isr: [2] }
  return { brokers: [], topicMetadata: [{ topicErrorCode, topic: 't', partitionMetadata: [partition] }] }
}

test.each([0, 1, 2, 3, 4, 5, 6])(
  'version %i: a partition without a leader does not spoil the answer',
  async (version) => {
    cureLeaderlessMetadata()
    cureLeaderlessMetadata()
    const { parse } = createRequire(import.meta.url)(`kafkajs/src/protocol/requests/metadata/v${version}/response`)
    expect(await parse(metadata(0))).toEqual(metadata(0))
    await expect(parse(metadata(UNKNOWN_TOPIC))).rejects.toMatchObject({ type: 'UNKNOWN_TOPIC_OR_PARTITION' })
  },
)
