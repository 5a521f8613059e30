import { z } from 'zod';

const id = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[A-Za-z0-9._:-]+$/);

export const tenantIdSchema = id.brand<'TenantId'>();
export const accountIdSchema = id.regex(/^[^.]+\.[^.]+$/).brand<'AccountId'>();
export const contactIdSchema = id.brand<'ContactId'>();
export const conversationIdSchema = id.brand<'ConversationId'>();
export const messageIdSchema = id.brand<'MessageId'>();
export const faqIdSchema = id.brand<'FaqId'>();
export const gapIdSchema = id.brand<'GapId'>();
export const glossaryTermIdSchema = id.brand<'GlossaryTermId'>();
export const suggestionIdSchema = id.brand<'SuggestionId'>();
export const userIdSchema = id.brand<'UserId'>();
export const invitationIdSchema = id.brand<'InvitationId'>();

export type TenantId = z.infer<typeof tenantIdSchema>;
export type AccountId = z.infer<typeof accountIdSchema>;
export type ContactId = z.infer<typeof contactIdSchema>;
export type ConversationId = z.infer<typeof conversationIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type FaqId = z.infer<typeof faqIdSchema>;
/** A group of questions that ask the same; it has the id of the first. */
export type GapId = z.infer<typeof gapIdSchema>;
export type GlossaryTermId = z.infer<typeof glossaryTermIdSchema>;
/** What was learnt from people's replies; it has the id of the first of them. */
export type SuggestionId = z.infer<typeof suggestionIdSchema>;
/** A person who signs in, whatever the tenants they belong to. */
export type UserId = z.infer<typeof userIdSchema>;
export type InvitationId = z.infer<typeof invitationIdSchema>;

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
let lastMs = 0;
let withinMs = 0;

/**
 * Makes an id of 24 characters that sorts by the time of its making and, within one process, by the order of its
 * making, even when the clock stands still or steps back: 9 characters of milliseconds, 3 of a counter, 12 random.
 */
export function newId(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    withinMs = 0;
  } else {
    withinMs += 1;
    if (withinMs >= 36 ** 3) {
      lastMs += 1;
      withinMs = 0;
    }
  }
  return lastMs.toString(36).padStart(9, '0') + withinMs.toString(36).padStart(3, '0') + randomCharacters(12);
}

/** The text before every id that `newId` makes at that moment or later: for reading what is sorted by id from a time on. */
export function idsFrom(at: Date): string {
  return Math.max(0, at.getTime()).toString(36).padStart(9, '0');
}

/** When an id of `newId`, or one derived from it, was made. */
export function momentOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 9), 36));
}

/** Makes a tenant id: 12 random characters, unguessable and short enough to stand in every other id. */
export function newTenantId(): TenantId {
  return tenantIdSchema.parse(`t${randomCharacters(11)}`);
}

/** Makes an account id that carries its tenant, `<tenantId>.<16 random characters>`, so that a webhook's path names both. */
export function newAccountId(tenantId: TenantId): AccountId {
  return accountIdSchema.parse(`${tenantId}.${randomCharacters(16)}`);
}

/** Reads an account id from outside (a webhook's path) and its tenant's id; undefined when it has not the shape of one. */
export function readAccountId(text: string): { accountId: AccountId; tenantId: TenantId } | undefined {
  const parsed = accountIdSchema.safeParse(text);
  if (!parsed.success) return undefined;
  const tenantId = tenantIdSchema.safeParse(parsed.data.slice(0, parsed.data.indexOf('.')));
  return tenantId.success ? { accountId: parsed.data, tenantId: tenantId.data } : undefined;
}

function randomCharacters(count: number): string {
  let characters = '';
  while (characters.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(count))) {
      // Bytes from 252 up would favour the alphabet's first letters.
      if (byte < 252 && characters.length < count) characters += ALPHABET[byte % 36];
    }
  }
  return characters;
}
