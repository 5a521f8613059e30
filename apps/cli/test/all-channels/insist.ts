import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 1_200;

/** Does something until it worked, as a platform does that nobody answers. */
export async function insist(what: string, attempt: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (await attempt()) return;
    await sleep(100);
  }
  throw new Error(`${what} was not taken in ${TRIES} tries`);
}
