import { expect, test } from 'vitest'
import { ingressFigures } from './ingress-report.ts'

test('the ratio is the median over the slices, so that a slow minute of the machine does not move it', () => {
  const slice = (cpuUs: number) => ({ cpuUs, perSecond: 1e6 / cpuUs })
  const figures = ingressFigures({
    bare: [20, 40, 20].map(slice),
    ingress: [60, 120, 80].map(slice),
    latenciesMs: [1, 2, 30],
    ingressRssBytes: 150e6,
    cores: { server: '1', rest: '0' },
  })
  expect(figures).toEqual({
    bare: { cpuUs: 20, perSecond: 50_000 },
    ingress: { cpuUs: 80, perSecond: 12_500 },
    ratio: 3,
    openLoop: { p50Ms: 2, p99Ms: 30, maxMs: 30 },
    ingressRssMb: 150,
  })
})
