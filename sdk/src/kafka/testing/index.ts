export { consumePlainly, type PlainConsumerOptions } from './plain-consumer.ts'
