import { MongoServerError, type ObjectId } from 'mongodb';

export interface Item {
  _id: number | string | ObjectId;
  [field: string]: unknown;
}

/** The server's refusal of an action that must not succeed. */
export async function refusal(action: Promise<unknown>): Promise<MongoServerError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MongoServerError) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
}
