import { z } from 'zod';
import { tenantIdSchema, userIdSchema } from './ids.ts';

/** `length` bytes in base64url, as a browser gives them. */
const bytes = (length: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((length * 4) / 3)}}={0,2}$`), `must be ${length} bytes`);

/** A browser that a member wants to be told in: where its push service takes notes for it, and what they are encrypted with. */
export const pushSubscriptionSchema = z.object({
  tenantId: tenantIdSchema,
  userId: userIdSchema,
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  keys: z.strictObject({ p256dh: bytes(65), auth: bytes(16) }),
  createdAt: z.date(),
});
export type PushSubscription = z.infer<typeof pushSubscriptionSchema>;

/** Browsers that one member may have subscribed in one tenant; a newer one takes the oldest one's place. */
export const MOST_BROWSERS = 10;
