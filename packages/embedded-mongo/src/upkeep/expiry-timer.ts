import type { Engine } from '../commands/call.ts';
import { expireDocuments } from './expire-documents.ts';

const longestTimeoutMs = 2 ** 31 - 1;

/**
 * Deletes expired documents every `ttlMonitorSleepSecs`, group by group, clients' commands in between. `inGroup` runs its
 * argument in a transaction and says whether that was committed.
 */
export class ExpiryTimer {
  readonly #engine: Engine;
  readonly #inGroup: (work: () => void) => boolean;
  #timer: NodeJS.Timeout | undefined;
  #next: NodeJS.Immediate | undefined;

  constructor(engine: Engine, inGroup: (work: () => void) => boolean) {
    this.#engine = engine;
    this.#inGroup = inGroup;
  }

  start(): void {
    this.#engine.file.parameters.onSleepChanged = () => this.#rest();
    this.#rest();
  }

  stop(): void {
    this.#engine.file.parameters.onSleepChanged = undefined;
    clearTimeout(this.#timer);
    clearImmediate(this.#next);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#next);
    this.#timer = setTimeout(
      () => this.#run(expireDocuments(this.#engine, Date.now())),
      Math.min(this.#engine.file.parameters.ttlMonitorSleepSecs * 1000, longestTimeoutMs),
    );
    this.#timer.unref();
  }

  #run(groups: Generator<number, void>): void {
    let isOver = false;
    const isCommitted = this.#inGroup(() => {
      isOver = groups.next().done === true;
    });
    if (isOver || !isCommitted) this.#rest();
    else this.#next = setImmediate(() => this.#run(groups));
  }
}
