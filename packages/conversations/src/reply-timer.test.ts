import { type BusinessHours, defaultTenantSettings } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { nextTimerStep, replyTimerOf, timerStep } from './reply-timer.ts';

const rules = { ...defaultTenantSettings.inbox, firstReplyMinutes: 60, nextReplyMinutes: 120, warnAtPercent: 75 };
const day = [{ from: '09:00', to: '17:00' }];
const hours: BusinessHours = {
  timeZone: 'UTC',
  weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] },
  holidays: [],
};
const friday = new Date('2026-03-06T16:30:00Z');

test('a timer counts open time: half an hour on Friday, the rest on Monday', () => {
  expect(replyTimerOf('first', friday, rules, hours)).toEqual({
    kind: 'first',
    since: friday,
    warnAt: new Date('2026-03-09T09:15:00Z'),
    dueAt: new Date('2026-03-09T09:30:00Z'),
    state: 'running',
  });
  expect(replyTimerOf('next', friday, rules, hours)?.dueAt).toEqual(new Date('2026-03-09T10:30:00Z'));
});

test('without hours it counts all time, and for who never opens there is none', () => {
  expect(replyTimerOf('first', friday, rules, undefined)?.dueAt).toEqual(new Date('2026-03-06T17:30:00Z'));
  const never = {
    ...hours,
    weekly: { ...hours.weekly, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] },
  };
  expect(replyTimerOf('first', friday, rules, never)).toBeUndefined();
});

test('it warns once, then breaches once; who comes late to it hears of the breach alone', () => {
  const timer = replyTimerOf('first', friday, rules, undefined);
  if (!timer) throw new Error('no timer');
  const at = (minutes: number) => new Date(friday.getTime() + minutes * 60_000);
  expect([44, 45, 60].map((minutes) => timerStep(timer, at(minutes)))).toEqual([undefined, 'warned', 'breached']);
  expect([45, 60].map((minutes) => timerStep({ ...timer, state: 'warned' }, at(minutes)))).toEqual([
    undefined,
    'breached',
  ]);
  expect(timerStep({ ...timer, state: 'breached' }, at(600))).toBeUndefined();
  const states = ['running', 'warned', 'breached'] as const;
  expect(states.map((state) => nextTimerStep({ ...timer, state }))).toEqual([at(45), at(60), undefined]);
});
