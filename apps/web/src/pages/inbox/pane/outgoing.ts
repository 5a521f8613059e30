import type { ConversationId, UserId } from '@answerdesk/domain';
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

/** A conversation of a person's: whoever signs in next on this device has nothing of it. */
export type Place = `${UserId} ${ConversationId}`;

export function placeOf(userId: UserId, conversationId: ConversationId): Place {
  return `${userId} ${conversationId}`;
}

const none: readonly Outgoing[] = [];
const all = new Map<Place, readonly Outgoing[]>();
const watchers = new Set<() => void>();

/** What is on its way in a conversation; it outlives the pane, so that a failed one is still there on coming back. */
export function useOutgoing(place: Place): readonly Outgoing[] {
  return useSyncExternalStore(watch, () => all.get(place) ?? none);
}

export function putOutgoing(place: Place, item: Outgoing): void {
  const before = all.get(place) ?? none;
  const isKnown = before.some(({ key }) => key === item.key);
  tell(place, isKnown ? before.map((each) => (each.key === item.key ? item : each)) : [...before, item]);
}

export function dropOutgoing(place: Place, key: string): void {
  tell(
    place,
    (all.get(place) ?? none).filter((each) => each.key !== key),
  );
}

/** A key that no other reply has. */
export function newKey(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

function tell(place: Place, items: readonly Outgoing[]): void {
  if (items.length > 0) all.set(place, items);
  else all.delete(place);
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
