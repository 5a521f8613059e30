import type { ConversationId } from '@answerdesk/domain';
import { useSyncExternalStore } from 'react';

/** A reply that is on its way to the server, or did not get there. */
export interface Outgoing {
  /** The same at every try, so that the server takes it once. */
  readonly key: string;
  readonly text: string;
  readonly imageUrl?: string;
  readonly original?: { readonly text: string; readonly language: string };
  readonly state: 'sending' | 'failed';
}

const none: readonly Outgoing[] = [];
const all = new Map<ConversationId, readonly Outgoing[]>();
const watchers = new Set<() => void>();

/** What is on its way in a conversation; it outlives the pane, so that a failed one is still there on coming back. */
export function useOutgoing(id: ConversationId): readonly Outgoing[] {
  return useSyncExternalStore(watch, () => all.get(id) ?? none);
}

export function putOutgoing(id: ConversationId, item: Outgoing): void {
  const before = all.get(id) ?? none;
  const isKnown = before.some(({ key }) => key === item.key);
  tell(id, isKnown ? before.map((each) => (each.key === item.key ? item : each)) : [...before, item]);
}

export function dropOutgoing(id: ConversationId, key: string): void {
  tell(
    id,
    (all.get(id) ?? none).filter((each) => each.key !== key),
  );
}

/** A key that no other reply has. */
export function newKey(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

function tell(id: ConversationId, items: readonly Outgoing[]): void {
  if (items.length > 0) all.set(id, items);
  else all.delete(id);
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
