import type { Reply } from '../bson/value.ts';
import type { Waiting } from '../commands/waiting.ts';

interface Guest<Asker> {
  readonly asker: Asker;
  readonly waiting: Waiting;
}

/** Commands that wait for something to happen, each until its deadline. */
export class WaitingRoom<Asker> {
  readonly #answer: (asker: Asker, reply: () => Reply) => void;
  #guests: Guest<Asker>[] = [];
  #alarm: NodeJS.Timeout | undefined;

  constructor(answer: (asker: Asker, reply: () => Reply) => void) {
    this.#answer = answer;
  }

  enter(asker: Asker, waiting: Waiting): void {
    this.#guests.push({ asker, waiting });
    this.#setAlarm();
  }

  leave(isUnwanted: (asker: Asker) => boolean): void {
    this.#guests = this.#guests.filter(({ asker }) => !isUnwanted(asker));
  }

  /** Asks everybody's reply again; who has none stays. */
  ask(now = Date.now()): void {
    if (this.#guests.length === 0) return;
    const guests = this.#guests;
    this.#guests = [];
    const staying = guests.filter((guest) => !this.#isAnswered(guest, now));
    this.#guests.push(...staying);
    this.#setAlarm();
  }

  #isAnswered({ asker, waiting }: Guest<Asker>, now: number): boolean {
    let reply: Reply | undefined;
    try {
      reply = waiting.reply(now >= waiting.deadline);
    } catch (error) {
      this.#answer(asker, () => {
        throw error;
      });
      return true;
    }
    if (reply === undefined) return false;
    const found = reply;
    this.#answer(asker, () => found);
    return true;
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    if (this.#guests.length === 0) return;
    const soonest = this.#guests.reduce(
      (least, { waiting }) => Math.min(least, waiting.deadline),
      Number.POSITIVE_INFINITY,
    );
    this.#alarm = setTimeout(() => this.ask(), Math.min(Math.max(soonest - Date.now(), 1), 2 ** 31 - 1));
  }

  /** Everybody gets the reply of the deadline. */
  close(): void {
    this.ask(Number.POSITIVE_INFINITY);
    clearTimeout(this.#alarm);
  }
}
