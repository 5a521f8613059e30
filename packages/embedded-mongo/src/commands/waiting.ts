import type { Reply } from '../bson/value.ts';

/** No reply yet: the server asks for it again after each commit, for the last time at the deadline. */
export class Waiting {
  /** In milliseconds since 1970. */
  readonly deadline: number;
  readonly reply: (isLast: boolean) => Reply | undefined;

  constructor(deadline: number, reply: (isLast: boolean) => Reply | undefined) {
    this.deadline = deadline;
    this.reply = reply;
  }
}
