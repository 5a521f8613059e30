import {
  beginErasure,
  beginLinkCode,
  findContacts,
  linkContacts,
  listTagged,
  readPerson,
  suggestLinks,
  unlinkContacts,
} from '@answerdesk/conversations';
import {
  contactIdSchema,
  DomainError,
  emailSchema,
  localeSchema,
  MOST_LINKED,
  phoneKeyOf,
  tagRuleIdSchema,
} from '@answerdesk/domain';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

const pair = z.object({ contactIds: z.tuple([contactIdSchema, contactIdSchema]).readonly() });

/** Customers over all their channels: who they are, which contacts are theirs, and that they are forgotten. */
export const peopleRouter = router({
  get: query('conversation.read')
    .input(z.object({ contactId: contactIdSchema }))
    .query(({ ctx: { deps, tenantId }, input }) => readPerson(deps.customers, tenantId, input.contactId)),

  find: query('conversation.read')
    .input(z.object({ search: z.string().trim().min(1).max(200) }))
    .query(({ ctx: { deps, tenantId }, input }) => findContacts(deps.customers, tenantId, input.search)),

  /** Contacts that share an e-mail address, a telephone number or a platform's id with one. */
  suggestions: query('conversation.read')
    .input(z.object({ contactId: contactIdSchema }))
    .query(({ ctx: { deps, tenantId }, input }) => suggestLinks(deps.customers, tenantId, input.contactId)),

  /** Customers that a rule is true of, some at a time. */
  tagged: query('conversation.read')
    .input(z.object({ ruleId: tagRuleIdSchema, cursor: contactIdSchema.optional() }))
    .query(({ ctx: { deps, tenantId }, input }) => listTagged(deps.customers, tenantId, input.ruleId, input.cursor)),

  link: mutation('conversation.write', 'people.link')
    .input(pair.extend({ reason: z.string().trim().max(300).default('') }))
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input: { contactIds, reason } }) => {
      audit.target('contact', contactIds[0]);
      return linkContacts(deps.customers, tenantId, { contactIds, byId: actor.userId, reason });
    }),

  /** Both are again whom they were; says why they were linked, for whoever takes it back. */
  unlink: mutation('conversation.write', 'people.unlink')
    .input(pair)
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { contactIds } }) => {
      audit.target('contact', contactIds[0]);
      const link = await unlinkContacts(deps.customers, tenantId, contactIds);
      return { reason: link?.reason ?? '' };
    }),

  /** A code by which the customer proves on another channel that they are this contact, with the words that ask for it. */
  beginCode: mutation('conversation.write', 'people.begin-code')
    .input(z.object({ contactId: contactIdSchema, language: localeSchema.optional() }))
    .mutation(({ ctx: { deps, tenantId, audit }, input: { contactId, language } }) => {
      audit.target('contact', contactId);
      return beginLinkCode(deps.customers, tenantId, contactId, language);
    }),

  saveDetails: mutation('conversation.write', 'people.save-details')
    .input(
      z.object({
        contactId: contactIdSchema,
        email: z.union([emailSchema, z.literal('')]).default(''),
        phone: z
          .string()
          .trim()
          .max(40)
          .refine((phone) => phone === '' || phoneKeyOf(phone) !== undefined)
          .default(''),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { contactId, email, phone } }) => {
      audit.target('contact', contactId);
      if (!(await deps.customers.contacts.find(tenantId, contactId))) {
        throw new DomainError('not-found', 'There is no such contact.');
      }
      const by = { updatedAt: deps.now(), updatedById: actor.userId };
      await deps.customers.details.save(tenantId, {
        contactId,
        ...by,
        ...(email && { email }),
        ...(phone && { phone }),
      });
      await deps.customers.contactTags.markDue(tenantId, contactId, deps.now());
    }),

  /**
   * Forgets the customer on all their channels, which are those of the contacts given. It cannot be taken back; it goes on by
   * itself. CONFLICT where other contacts are theirs by now.
   */
  erase: mutation('person.erase', 'people.erase')
    .input(
      z.object({
        contactId: contactIdSchema,
        contactIds: z
          .array(contactIdSchema)
          .min(1)
          .max(2 * MOST_LINKED),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { contactId, contactIds } }) => {
      const seen = { contactId, seenIds: contactIds };
      const erasure = await beginErasure(deps.customers, tenantId, actor.userId, seen);
      audit.target('erasure', erasure.id);
      deps.customers.wakeErasure(tenantId, erasure.id);
      return { erasureId: erasure.id, contacts: erasure.contactCount, conversations: erasure.conversationCount };
    }),

  /** How far an erasure is: `deleted` once nothing is left to be seen, `done` once it was looked at once more. */
  erasure: query('person.erase')
    .input(z.object({ erasureId: z.string().min(1).max(100) }))
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      const erasure = await deps.customers.erasures.find(tenantId, input.erasureId);
      if (!erasure) throw new DomainError('not-found', 'There is no such erasure.');
      const { state, isSecondLook, startedAt, finishedAt } = erasure;
      return { state: state === 'done' ? state : isSecondLook ? 'deleted' : state, startedAt, finishedAt } as const;
    }),
});
