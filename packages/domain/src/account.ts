import { z } from 'zod';
import { accountIdSchema, tenantIdSchema } from './ids.ts';

export const channelNameSchema = z.enum(['telegram', 'teams', 'wechat', 'wecom', 'webchat']);
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
  /** What the platform calls it. */
  label: z.string().max(200),
  /** What its owner calls it. */
  name: z.string().max(100).optional(),
  sealedCredentials: z.string(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** A fake platform's address on this machine, for accounts made by `simulate` and `bench`; never set from a screen. */
  apiRoot: z.string().optional(),
  /** Names the platform's account among those of all tenants: one of them has it at a time. */
  platformKey: z.string().max(300).optional(),
  /**
   * When the platform last took our webhook, or first called it where the owner sets it by hand; missing while connecting
   * is not finished.
   */
  webhookOpenedAt: z.date().optional(),
  /** The bot says nothing; what customers write is kept. */
  isPaused: z.boolean().optional(),
  /** Disconnected by its owner, silent since, and forgotten at this time unless that is undone. */
  removeAt: z.date().optional(),
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
  /** Paused, or being disconnected: messages are kept and nothing is said. */
  readonly isSilent: boolean;
  /** When the platform last took our webhook, or first called it where the owner sets it by hand. */
  readonly webhookOpenedAt?: Date;
  /** When it was connected: what customers wrote before is not its to answer. */
  readonly connectedAt?: Date;
}

/** What may keep a platform from handing messages over to us, as far as its words tell. */
export const handOverProblemSchema = z.enum([
  'address-unknown',
  'address-unreachable',
  'certificate',
  'refused-by-us',
  'failed-here',
  'other',
]);
export type HandOverProblem = z.infer<typeof handOverProblemSchema>;

/** How a platform sees an account right now. `pending`: messages it holds and has not handed over yet. */
export type AccountHealth =
  | { readonly kind: 'healthy'; readonly pending: number }
  | {
      readonly kind: 'failing';
      readonly problem: HandOverProblem;
      /** The platform's own words. */
      readonly said: string;
      readonly at: Date;
      readonly pending: number;
    }
  | { readonly kind: 'webhook-missing' }
  | { readonly kind: 'webhook-elsewhere' }
  | { readonly kind: 'credentials-refused' }
  | { readonly kind: 'unheard' };
