import type { ContactNoteStore } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Keeps what staff wrote down of contacts, apart from what platforms tell of them. */
export function createContactNoteStore({ contactnotes }: Pick<Models, 'contactnotes'>): ContactNoteStore {
  return {
    async find(tenantId, contactId) {
      const doc = await contactnotes.findOne({ tenantId, _id: contactId }).lean();
      return doc ? { contactId, text: doc.text, updatedAt: doc.updatedAt, updatedById: doc.updatedById } : undefined;
    },
    async save(tenantId, { contactId, ...note }) {
      if (note.text === '') await contactnotes.deleteOne({ tenantId, _id: contactId });
      else {
        // What is written now is of whoever is there now.
        const update = { $set: note, $unset: { erasureId: 1 } } as const;
        await retryUpsert(() => contactnotes.updateOne({ tenantId, _id: contactId }, update, { upsert: true }));
      }
    },
  };
}
