import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**']
const setupFiles = ['sdk/src/testing/vitest/leak-guard.ts']

export default defineConfig({
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  test: {
    exclude,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/src/**/*.test.ts'],
          exclude: [...exclude, '**/*.int.test.ts'],
          setupFiles,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/src/**/*.int.test.ts'],
          setupFiles,
          globalSetup: ['sdk/src/testing/vitest/global-setup.ts'],
          testTimeout: 60_000,
          // Servers, clocks and consumer groups are real: a machine that stalls for seconds can fail a test that is right.
          // Vitest names those that it ran again.
          retry: 1,
          hookTimeout: 120_000,
          // After the unit tests, so that those do not compete with servers for the machine. Two files at a time:
          // most of the work is done by the broker, and CI has two cores.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
    ],
  },
})
