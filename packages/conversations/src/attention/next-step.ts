import { type BusinessHours, type InboxRules, type NotificationStep, openTimeAfter } from '@answerdesk/domain';

type LadderRules = Pick<InboxRules, 'pushAfterMinutes' | 'emailAfterMinutes' | 'onCallAfterMinutes' | 'onCallIds'>;

/**
 * The next way of telling staff of a wait, and when its time comes. Those who are there see it at once; all else counts open
 * time, so that nobody is woken at night, and plain time where the business never opens. What a colleague gave somebody
 * (`isGiven`) is pushed at once. Undefined when all were used.
 */
export function nextStep(
  since: Date,
  told: readonly NotificationStep[],
  rules: LadderRules,
  hours: BusinessHours | undefined,
  isGiven = false,
): { readonly step: NotificationStep; readonly dueAt: Date } | undefined {
  const after = (minutes: number) =>
    openTimeAfter(hours, since, minutes) ?? openTimeAfter(undefined, since, minutes) ?? since;
  const steps: readonly { readonly step: NotificationStep; readonly dueAt: () => Date }[] = [
    { step: 'online', dueAt: () => since },
    { step: 'push', dueAt: () => (isGiven ? since : after(rules.pushAfterMinutes)) },
    { step: 'email', dueAt: () => after(rules.emailAfterMinutes) },
    ...(rules.onCallIds.length > 0 ? [{ step: 'on-call' as const, dueAt: () => after(rules.onCallAfterMinutes) }] : []),
  ];
  const left = steps.filter(({ step }) => !told.includes(step)).map(({ step, dueAt }) => ({ step, dueAt: dueAt() }));
  return left.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
}
