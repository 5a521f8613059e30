import { useSyncExternalStore } from 'react';
import type { InboxRow } from './inbox-row.ts';

const KEPT_AS = 'answerdesk.inbox.seen';
const MOST = 500;

let seen: ReadonlyMap<string, string> | undefined;
const watchers = new Set<() => void>();

/** Whether the customer wrote after the last agent did and after what was last looked at in this browser. */
export function useIsUnread(): (row: InboxRow) => boolean {
  const known = useSyncExternalStore(watch, read);
  return ({ id, status, lastInboundAt, lastAgentAt }) => {
    if ((status !== 'waiting' && status !== 'human') || lastInboundAt === undefined) return false;
    return lastInboundAt > (lastAgentAt ?? '') && lastInboundAt > (known.get(id) ?? '');
  };
}

/** Notes that a conversation was looked at up to its newest message. */
export function markSeen({ id, lastInboundAt }: InboxRow): void {
  const known = read();
  if (lastInboundAt === undefined || known.get(id) === lastInboundAt) return;
  const next = new Map(known);
  next.delete(id);
  next.set(id, lastInboundAt);
  seen = new Map([...next].slice(-MOST));
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify([...seen]));
  } catch {
    // A browser that keeps nothing remembers until the tab is closed.
  }
  for (const watcher of watchers) watcher();
}

function read(): ReadonlyMap<string, string> {
  seen ??= kept();
  return seen;
}

function kept(): ReadonlyMap<string, string> {
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return new Map(Array.isArray(entries) ? entries.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string';
}

function watch(watcher: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => {
    if (key !== KEPT_AS) return;
    seen = undefined;
    watcher();
  };
  window.addEventListener('storage', elsewhere);
  watchers.add(watcher);
  return () => {
    window.removeEventListener('storage', elsewhere);
    watchers.delete(watcher);
  };
}
