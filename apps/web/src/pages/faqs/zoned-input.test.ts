import { instantOf } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { readZonedInput, zonedInput } from './zoned-input.ts';

test('a moment goes through the input and back, whatever the zone', () => {
  for (const zone of ['Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'UTC']) {
    const shown = zonedInput('2026-12-24T08:05:00Z', zone);
    const { date, minutes } = readZonedInput(shown) ?? { date: '', minutes: 0 };
    expect(instantOf(zone, date, minutes).toISOString(), zone).toBe('2026-12-24T08:05:00.000Z');
  }
  expect(zonedInput('2026-12-24T23:30:00Z', 'Europe/Berlin')).toBe('2026-12-25T00:30');
  expect(readZonedInput('')).toBeUndefined();
});
