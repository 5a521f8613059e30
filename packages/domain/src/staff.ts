import { z } from 'zod';
import { conversationIdSchema, tenantIdSchema, userIdSchema } from './ids.ts';
import { localeSchema } from './locale.ts';

/** What a member says about how they take conversations; without one a member has the defaults. */
export const staffProfileSchema = z.object({
  userId: userIdSchema,
  tenantId: tenantIdSchema,
  /** How customers see the name; the first word of the member's own otherwise. */
  publicName: z.string().trim().min(1).max(60).optional(),
  /** Conversations that routing gives at once at most. */
  capacity: z.int().min(1).max(100),
  /** Languages and categories that routing gives; empty is all of them. */
  languages: z.array(localeSchema).max(40),
  categories: z.array(z.string().max(100)).max(100),
  /** Out of office: routing gives nothing until then. */
  awayUntil: z.date().optional(),
  /** Which of the ways to be told are wanted. */
  notify: z.strictObject({ sound: z.boolean(), desktop: z.boolean(), push: z.boolean(), email: z.boolean() }),
  /** When routing last gave them a conversation. */
  lastAssignedAt: z.date().optional(),
});
export type StaffProfile = z.infer<typeof staffProfileSchema>;

/** What holds for a member who never said. */
export const defaultStaffProfile = {
  capacity: 10,
  languages: [],
  categories: [],
  notify: { sound: true, desktop: true, push: true, email: true },
} as const satisfies Partial<StaffProfile>;

/** A member's open inbox: one per browser tab. */
export const presenceSchema = z.object({
  id: z.string().max(200),
  tenantId: tenantIdSchema,
  userId: userIdSchema,
  seenAt: z.date(),
  viewing: conversationIdSchema.optional(),
  isTyping: z.boolean(),
  /** Nobody has touched or seen the tab for a while: it is open, and nobody sits at it. */
  isIdle: z.boolean().optional(),
});
export type Presence = z.infer<typeof presenceSchema>;

/**
 * How long after a sign of life a tab counts as open; a screen gives one every third of it. Browsers wake a tab that was
 * hidden for long once a minute only.
 */
export const PRESENT_FOR_MS = 90_000;

/** A reply kept for use again; `shortcut` is what is typed after `/`. {{customer}} and {{agent}} in it stand for the names. */
export const cannedReplySchema = z.object({
  id: z.string().max(60),
  tenantId: tenantIdSchema,
  shortcut: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'must be one word of letters and digits'),
  text: z.string().trim().min(1).max(4_000),
  updatedAt: z.date(),
  updatedById: userIdSchema,
});
export type CannedReply = z.infer<typeof cannedReplySchema>;
