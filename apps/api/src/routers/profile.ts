import { readProfile } from '@answerdesk/conversations';
import { contactIdSchema, conversationIdSchema, DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

/** Who the customer of a conversation is. */
export const profileRouter = router({
  get: query('conversation.read')
    .input(z.object({ conversationId: conversationIdSchema }))
    .query(({ ctx: { deps, tenantId }, input }) => {
      const { links, contactTags, rulesOf } = deps.customers;
      return readProfile({ ...deps, links, contactTags, rulesOf }, tenantId, input.conversationId);
    }),

  /** Writes down something of a contact over what was there; an empty text takes it away. */
  saveNote: mutation('conversation.write', 'inbox.save-contact-note')
    .input(z.object({ contactId: contactIdSchema, note: z.string().trim().max(4_000) }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { contactId, note } }) => {
      audit.target('contact', contactId);
      if (!(await deps.contacts.find(tenantId, contactId))) {
        throw new DomainError('not-found', 'There is no such contact.');
      }
      const updatedAt = deps.now();
      await deps.contactNotes.save(tenantId, { contactId, text: note, updatedAt, updatedById: actor.userId });
      return { updatedAt };
    }),
});
