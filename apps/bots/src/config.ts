import { type EmbeddingSettings, readEmbeddingSettings } from '@answerdesk/answers';
import { readStripeSettings, type StripeSettings } from '@answerdesk/billing';
import { type ChannelAddresses, readChannelAddresses } from '@answerdesk/channels';
import { readSettings } from '@answerdesk/domain';
import { z } from 'zod';

const schema = z.object({
  PUBLIC_URL: z.string().optional(),
  NODE_ENV: z.string().optional(),
  CURVE_SECONDS: z.coerce.number({ error: 'must be a number of seconds' }).int().min(1).max(86_400).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp or smtps address' }).optional(),
});

export interface BotsConfig {
  /** Where platforms reach this server from outside. */
  readonly publicUrl: string;
  /** Where the platforms are; the real ones where nothing is said. */
  readonly channels?: ChannelAddresses;
  /** How Stripe is reached; without it nobody is billed, and nothing asked of it. */
  readonly stripe?: StripeSettings;
  /** Where mail to staff is handed over; without it they get none. */
  readonly smtpUrl?: string;
  /** Whether plans are sold; else nothing is limited. */
  readonly hasStripe?: boolean;
  /** How meanings are compared; not at all where nothing is said. */
  readonly embedding?: EmbeddingSettings;
  /** Nobody but this machine is meant to reach the server: tenants' models may be on it too. */
  readonly isDevelopment?: boolean;
  /** How often it is measured what changes of FAQs brought (ms); every ten minutes where nothing is said. */
  readonly curveEveryMs?: number;
}

/** Reads what this app needs from the environment. Throws DomainError `invalid` naming the wrong variable. */
export function readBotsConfig(publicUrl: string, environment: NodeJS.ProcessEnv = process.env): BotsConfig {
  const { SMTP_URL, PUBLIC_URL, NODE_ENV, CURVE_SECONDS } = readSettings(schema, environment);
  const stripe = readStripeSettings(environment);
  return {
    publicUrl,
    channels: readChannelAddresses(environment),
    ...(SMTP_URL !== undefined && { smtpUrl: SMTP_URL }),
    ...(stripe && { stripe }),
    hasStripe: stripe !== undefined,
    embedding: readEmbeddingSettings(environment),
    ...(CURVE_SECONDS !== undefined && { curveEveryMs: CURVE_SECONDS * 1_000 }),
    isDevelopment: NODE_ENV !== 'production' && PUBLIC_URL === undefined,
  };
}
