import { type AnyBulkWriteOperation, type BulkWriteResult, type Db, type Document, MongoBulkWriteError } from 'mongodb';
import { renderValue } from './render-bson.ts';

/** One failed write of several. */
export interface WriteError {
  code: number;
  message: string;
  text: string;
}

/** The driver's own grouping of mixed writes into commands: what it counts, and what failed where. */
export async function performBulk(
  db: Db,
  operations: AnyBulkWriteOperation<Document>[],
  ordered: boolean,
): Promise<{ text: string; errors: WriteError[] }> {
  try {
    return { text: counts(await db.collection('items').bulkWrite(operations, { ordered })), errors: [] };
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const errors = [error.writeErrors].flat().map(({ index, code, errmsg = '' }) => {
      return { code: Number(code), message: errmsg, text: `${index} ${code}` };
    });
    const { code, message } = error;
    // A command refused as a whole names no write.
    if (errors.length === 0) errors.push({ code: Number(code), message, text: `command ${code}` });
    return { text: counts(error.result), errors };
  }
}

function counts(result: BulkWriteResult): string {
  const ids = Object.entries(result.upsertedIds).map(([at, id]) => `${at}: ${renderValue(id)}`);
  const { insertedCount, matchedCount, modifiedCount, deletedCount } = result;
  return `inserted ${insertedCount} matched ${matchedCount} modified ${modifiedCount} deleted ${deletedCount} upserted ${ids}`;
}
