import { isDuplicateKey } from './mapping.ts';

/**
 * Runs an upsert by a document's key, and once more where another one made the document at the same moment: the server
 * refuses the later of the two as a duplicate key, and finds the document there the second time. A refusal that stays is
 * thrown: where the filter asks for a state besides the key, it says that the document is there in another one.
 */
export async function retryUpsert<T>(upsert: () => PromiseLike<T>): Promise<T> {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return upsert();
  }
}
