import type { ChangedCollection } from '../storage/witness.ts';

/** Which rows changed when, kept only as far back as an open snapshot needs, so that no change is overwritten unseen. */
export class RowVersions {
  #now = 0;
  #committed = 0;
  #changed = new Map<string, number>();
  readonly #claims = new Map<string, object>();
  readonly #snapshots = new Set<object>();

  touch(collection: ChangedCollection, row: number): void {
    this.#changed.set(placeOf(collection, row), ++this.#now);
  }

  /** From here on new snapshots see everything touched so far. */
  committed(): void {
    this.#committed = this.#now;
    if (this.#snapshots.size === 0) this.#changed.clear();
  }

  /** The version a snapshot taken now has; changes are remembered until `close`. */
  open(snapshot: object): number {
    this.#snapshots.add(snapshot);
    return this.#committed;
  }

  close(snapshot: object): void {
    this.#snapshots.delete(snapshot);
    for (const [place, holder] of this.#claims) if (holder === snapshot) this.#claims.delete(place);
  }

  hasChanged(collection: ChangedCollection, row: number, since: number): boolean {
    return (this.#changed.get(placeOf(collection, row)) ?? 0) > since;
  }

  /** False when another open snapshot has claimed the row, or the name of a new one. */
  claim(collection: ChangedCollection, row: number | string, snapshot: object): boolean {
    const place = placeOf(collection, row);
    const holder = this.#claims.get(place);
    if (holder !== undefined) return holder === snapshot;
    this.#claims.set(place, snapshot);
    return true;
  }
}

function placeOf(collection: ChangedCollection, row: number | string): string {
  return `${collection.id}:${row}`;
}
