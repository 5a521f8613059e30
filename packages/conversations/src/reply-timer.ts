import { type BusinessHours, type InboxRules, openTimeAfter, type ReplyTimer } from '@answerdesk/domain';

/**
 * The timer of a reply that somebody waits for since `since`; its times count while the business is open. Undefined where it
 * never is.
 */
export function replyTimerOf(
  kind: ReplyTimer['kind'],
  since: Date,
  rules: Pick<InboxRules, 'firstReplyMinutes' | 'nextReplyMinutes' | 'warnAtPercent'>,
  hours: BusinessHours | undefined,
): ReplyTimer | undefined {
  const minutes = kind === 'first' ? rules.firstReplyMinutes : rules.nextReplyMinutes;
  const warnAt = openTimeAfter(hours, since, (minutes * rules.warnAtPercent) / 100);
  const dueAt = openTimeAfter(hours, since, minutes);
  return warnAt && dueAt && { kind, since, warnAt, dueAt, state: 'running' };
}

/** What a timer comes to by `now`: nothing new, a warning, or that it has run out (also where no warning was given in time). */
export function timerStep(timer: ReplyTimer, now: Date): 'warned' | 'breached' | undefined {
  if (timer.state === 'breached') return undefined;
  if (timer.dueAt <= now) return 'breached';
  return timer.state === 'running' && timer.warnAt <= now ? 'warned' : undefined;
}

/** When a timer next comes to something; undefined once it has run out. */
export function nextTimerStep({ state, warnAt, dueAt }: ReplyTimer): Date | undefined {
  if (state === 'breached') return undefined;
  return state === 'running' ? warnAt : dueAt;
}
