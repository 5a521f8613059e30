import { tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import type { WeekMeasured } from './ports.ts';
import { readCurve } from './read-curve.ts';

const tenantId = tenantIdSchema.parse('t');
const now = new Date('2026-11-26T12:00:00Z');
const hard = Array.from({ length: 30 }, (_, index) => index);
const easy = Array.from({ length: 25 }, (_, index) => 100 + index);

const week = (label: string, asked: readonly number[], right: readonly number[]): WeekMeasured => ({
  week: label,
  verdicts: { asked, right, answered: right },
  ...{ glossary: 0, measuredAt: now, heldOut: asked.length },
});

async function accuracyOf(...measured: readonly WeekMeasured[]) {
  const curve = await readCurve(
    {
      curve: {
        listMarks: async () => [],
        listWeeks: async () => measured.toSorted((a, b) => (a.week < b.week ? -1 : 1)),
      },
      counts: { list: async () => [] },
      resolutions: { list: async () => [] },
      job: { progress: async () => undefined },
      timeZoneOf: async () => 'UTC',
      now: () => now,
    },
    tenantId,
  );
  return curve.weeks.map(({ accuracy, answering }) => accuracy && [accuracy.share, accuracy.n, answering?.share]);
}

test('a week is as right as the week before on the questions that both were asked, however easy the newer ones are', async () => {
  const right = hard.slice(0, 15);
  const [before, after] = await accuracyOf(
    week('2026-11-16', hard, right),
    week('2026-11-23', [...hard, ...easy], [...right, ...easy]),
  );
  expect(before).toEqual([0.5, 30, 0.5]);
  expect(after).toEqual(before);
});

test('a week that was asked other questions than the newest one is not known', async () => {
  expect(await accuracyOf(week('2026-11-16', easy, easy), week('2026-11-23', hard, []))).toEqual([[0, 30, 0]]);
  const [first, middle] = await accuracyOf(
    week('2026-11-09', hard, hard),
    week('2026-11-16', easy, easy),
    week('2026-11-23', hard, []),
  );
  expect([first, middle]).toEqual([[1, 30, 1], undefined]);
});
