import type { Reply } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Call } from './call.ts';

export const maxBatch = 100_000;

/**
 * Runs one write per document of the batch. A refused write becomes an entry of writeErrors: an ordered batch ends there, an
 * unordered one goes on.
 */
export function runBatch(call: Call, write: (bytes: Uint8Array, index: number) => void): Reply[] {
  const { length } = call.batch;
  if (length < 1 || length > maxBatch) {
    throw new CommandError(16, `Write batch sizes must be between 1 and ${maxBatch}. Got ${length} operations.`);
  }
  const isOrdered = call.body.get('ordered') !== false;
  const errors: Reply[] = [];
  for (const [index, bytes] of call.batch.entries()) {
    try {
      write(bytes, index);
    } catch (error) {
      if (!(error instanceof CommandError) || error.code === 115 || error.code === 112) throw error;
      errors.push({ index, code: error.code, ...error.extra, errmsg: error.message });
      if (isOrdered) break;
    }
  }
  return errors;
}
