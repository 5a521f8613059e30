import type { ContactNoteStore } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';

/** Keeps what staff wrote down of contacts, apart from what platforms tell of them. */
export function createContactNoteStore({ contactnotes }: Pick<Models, 'contactnotes'>): ContactNoteStore {
  return {
    async find(tenantId, contactId) {
      const doc = await contactnotes.findOne({ tenantId, _id: contactId }).lean();
      return doc ? { contactId, text: doc.text, updatedAt: doc.updatedAt, updatedById: doc.updatedById } : undefined;
    },
    async save(tenantId, { contactId, ...note }) {
      if (note.text === '') await contactnotes.deleteOne({ tenantId, _id: contactId });
      else await contactnotes.updateOne({ tenantId, _id: contactId }, { $set: note }, { upsert: true });
    },
  };
}
