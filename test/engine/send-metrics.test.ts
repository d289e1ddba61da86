import { expect, it } from 'vitest';
import { metricsPace, takeMetricsTurn } from '../../src/engine/send-metrics.ts';
import { testClock, testServices } from '../support/services.ts';

it('is the turn of one every five minutes, whatever became of it, and whatever a clock once said', async () => {
  const clock = testClock();
  const services = testServices({ env: {}, overrides: { clock } });
  const turn = () => takeMetricsTurn(services);
  expect([await turn(), await turn()]).toEqual([true, false]);
  clock.advance(metricsPace);
  expect([await turn(), await turn()]).toEqual([true, false]);
  clock.advance(-3_600_000);
  expect([await turn(), await turn()]).toEqual([true, false]);
});
