import { useSyncExternalStore } from 'react';

/** How the open inbox hears of what happens; `since`: up to when everything was heard. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'lost'; readonly since: Date };

let connection: Connection = { state: 'connecting' };
const watchers = new Set<() => void>();

export function useConnection(): Connection {
  return useSyncExternalStore(watch, () => connection);
}

export function setConnection(next: Connection): void {
  if (next.state === connection.state) return;
  connection = next;
  for (const watcher of watchers) watcher();
}

/** Was live and is no more; what never was live goes on connecting. */
export function loseConnection(): void {
  if (connection.state === 'live') setConnection({ state: 'lost', since: new Date() });
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
