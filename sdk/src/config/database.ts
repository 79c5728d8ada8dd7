import { z } from 'zod'
import { secretSetting } from './setting.ts'

/** Settings of a service that keeps something. */
export const databaseSettings = {
  DATABASE_URL: secretSetting(
    z.url({ protocol: /^postgres(ql)?$/, error: 'must be like postgres://user:password@host:5432/database' }),
    'PostgreSQL of the services: postgres://user:password@host:5432/database',
  ),
}
