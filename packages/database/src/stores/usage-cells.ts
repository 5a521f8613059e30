import type { PlanName, UsageCell } from '@answerdesk/billing';
import type { ChannelName, UsageKind, UsageRule } from '@answerdesk/domain';

type Facts = Omit<UsageCell, 'quantity'>;

/** What a cell is called within all of a tenant's: `hour|plan|kind|rule|channel`. */
export function cellKeyOf({ hour, plan, kind, rule, channel }: Facts): string {
  return `${hour.getTime()}|${plan}|${kind}|${rule}|${channel ?? ''}`;
}

export function addToCells(cells: Map<string, number>, key: string, quantity: number): void {
  cells.set(key, (cells.get(key) ?? 0) + quantity);
}

export function cellsOf(cells: Iterable<readonly [string, number]>): UsageCell[] {
  return [...cells].map(([key, quantity]) => {
    const [hour, plan, kind, rule, channel = ''] = key.split('|');
    return {
      hour: new Date(Number(hour)),
      plan: plan as PlanName,
      kind: kind as UsageKind,
      rule: rule as UsageRule,
      ...(channel !== '' && { channel: channel as ChannelName }),
      quantity,
    };
  });
}
