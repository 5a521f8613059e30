import { z } from 'zod';
import { accountIdSchema, tenantIdSchema } from './ids.ts';

export const channelNameSchema = z.enum(['telegram']);
export type ChannelName = z.infer<typeof channelNameSchema>;

/**
 * How far a tenant trusts the bot with an account. `shadow`: it drafts, nothing is sent, people answer; `outside-hours`: it
 * answers while the business is closed and drafts while it is open; `live`: it answers.
 */
export const accountStageSchema = z.enum(['shadow', 'outside-hours', 'live']);
export type AccountStage = z.infer<typeof accountStageSchema>;

/**
 * A tenant's connection to a channel, as stored: `sealedCredentials` is ciphertext, `settings` is what the platform
 * told about the account when it was connected and holds no secret (a bot's name, its id).
 */
export const accountSchema = z.object({
  id: accountIdSchema,
  tenantId: tenantIdSchema,
  channel: channelNameSchema,
  label: z.string().max(200),
  sealedCredentials: z.string(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** A fake platform's address on this machine, for accounts made by `simulate` and `bench`; never set from a screen. */
  apiRoot: z.string().optional(),
  /** Missing on accounts from before there were stages, which are live. */
  stage: accountStageSchema.optional(),
  createdAt: z.date(),
});
export type Account = z.infer<typeof accountSchema>;

/** An account with its credentials opened, in memory only: what a channel needs to verify and to send. */
export interface ConnectedAccount {
  readonly id: Account['id'];
  readonly tenantId: Account['tenantId'];
  readonly channel: ChannelName;
  readonly label: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: Account['settings'];
  readonly stage: AccountStage;
  readonly apiRoot?: string;
}
