import type { RunRecord } from './run-record.ts';

/** What happened in a run, by name: a run in which nothing happens proves nothing. */
export function countSeen({ calls, desk, writes, sends }: RunRecord): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const { verb, result } of calls) count(`${verb} ${result?.outcome ?? 'unanswered'}`);
  for (const { item } of desk.outbox.kept.values()) count(`${item.notice ?? authorOf(item)} ${item.state}`);
  for (const { message } of desk.messages.inbound.values()) count(`message ${message.handledAs ?? 'left'}`);
  for (const event of desk.events.kept.values()) {
    count(`event ${event.kind}`);
    if (event.kind === 'taken' && event.mayStillArrive !== undefined) count('may still arrive');
  }
  for (const { before, after } of writes) if (before?.status !== after.status) count(`became ${after.status}`);
  for (const { arrivedStep, heardStep } of sends) {
    if (arrivedStep !== undefined && heardStep === undefined) count('send unheard');
  }
  return seen;
}

function authorOf({ id, agentName }: { readonly id: string; readonly agentName?: string }): string {
  if (agentName !== undefined) return "agent's";
  return id.includes('.r') && !id.endsWith('.r') ? "bot's made anew" : "bot's";
}
