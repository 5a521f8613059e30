import { useSyncExternalStore } from 'react';

let count = 0;
const watchers = new Set<() => void>();

/** How many conversations of the inbox need this person now, for the menu and the browser's tab; 0 until that is known. */
export function useNeedCount(): number {
  return useSyncExternalStore(watch, () => count);
}

export function setNeedCount(next: number): void {
  if (next === count) return;
  count = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
