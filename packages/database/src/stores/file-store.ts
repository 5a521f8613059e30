import type { FileStore } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Keeps the files that agents attach, and counts each tenant's bytes. */
export function createFileStore({ files, fileusages }: Pick<Models, 'files' | 'fileusages'>): FileStore {
  return {
    async add(tenantId, file, mostBytes) {
      const size = file.bytes.length;
      // Counted first: of two that come at the same time only those that fit are kept.
      try {
        // Where two make the tenant's count at once the later one has its turn again; who is refused then has no room.
        await retryUpsert(() =>
          fileusages.updateOne(
            { tenantId, _id: tenantId, bytes: { $lte: mostBytes - size } },
            { $inc: { bytes: size } },
            { upsert: true },
          ),
        );
      } catch (error) {
        if (isDuplicateKey(error)) return 'full';
        throw error;
      }
      try {
        await files.insertMany([{ ...toDb(file), tenantId, bytes: Buffer.from(file.bytes), size }]);
        return 'stored';
      } catch (error) {
        await fileusages.updateOne({ tenantId, _id: tenantId }, { $inc: { bytes: -size } });
        throw error;
      }
    },
    async removeOf(tenantId, conversationId, ids) {
      const only = ids && { _id: { $in: [...ids] } };
      const gone = await files.find({ tenantId, conversationId, ...only }, { size: 1 }).lean();
      for (const { _id, size } of gone) {
        const { deletedCount } = await files.deleteOne({ tenantId, _id });
        if (deletedCount > 0) await fileusages.updateOne({ tenantId, _id: tenantId }, { $inc: { bytes: -size } });
      }
    },
    async find(tenantId, id) {
      const doc = await files.findOne({ tenantId, _id: id }).lean();
      if (!doc) return undefined;
      const { size: _size, bytes, ...file } = fromDb(doc);
      return { ...file, bytes: bytesOf(bytes) };
    },
  };
}

/** As it is read it may be the driver's own kind of bytes. */
function bytesOf(stored: Uint8Array | { readonly buffer: Uint8Array }): Uint8Array {
  return stored instanceof Uint8Array ? stored : stored.buffer;
}
