import { CommandError } from '../command-error.ts';

/** An error after which a driver runs the whole transaction again. */
export function transient(code: number, message: string): CommandError {
  return new CommandError(code, message, { errorLabels: ['TransientTransactionError'] });
}
