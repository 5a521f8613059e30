/** What has happened since the server started. */
export interface Counters {
  readonly startedAt: number;
  connections: { current: number; totalCreated: number };
  operations: Operations;
  ttl: { deletedDocuments: number; passes: number };
}

interface Operations {
  insert: number;
  query: number;
  update: number;
  delete: number;
  getmore: number;
  command: number;
}

export function newCounters(): Counters {
  return {
    startedAt: Date.now(),
    connections: { current: 0, totalCreated: 0 },
    operations: { insert: 0, query: 0, update: 0, delete: 0, getmore: 0, command: 0 },
    ttl: { deletedDocuments: 0, passes: 0 },
  };
}

/** Counts a command as MongoDB's `opcounters` do: writes by their number of documents, most others as `command`. */
export function countOperation({ operations }: Counters, command: string, batchLength: number): void {
  if (command === 'insert' || command === 'update' || command === 'delete') operations[command] += batchLength;
  else if (command === 'find') operations.query++;
  else if (command === 'getMore') operations.getmore++;
  else operations.command++;
}
