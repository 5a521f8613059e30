import { constants, getPriority, setPriority } from 'node:os';

const { PRIORITY_LOW } = constants.priority;
/** An owner waits for it too: with more, a busy machine would keep them waiting for minutes. */
const STEPS = 4;

/**
 * Makes the thread that calls it yield to all others where they want the same processors, such as those that answer
 * customers: while they do, it has less than half of what each of them has. Does nothing where systems know the priority of
 * whole processes alone.
 */
export function stepBack(): void {
  // By POSIX priorities are those of processes; Linux has them for each thread.
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(getPriority() + STEPS, PRIORITY_LOW));
  } catch {
    // Some containers let nobody do it; the work is the same.
  }
}
