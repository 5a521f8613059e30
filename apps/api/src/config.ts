import { type EmbeddingSettings, readEmbeddingSettings } from '@answerdesk/answers';
import { readStripeSettings, type StripeSettings } from '@answerdesk/billing';
import { type ChannelAddresses, readChannelAddresses } from '@answerdesk/channels';
import { readSettings } from '@answerdesk/domain';
import { z } from 'zod';

const schema = z.object({
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp or smtps address' }).optional(),
  PUBLIC_URL: z.string().optional(),
  NODE_ENV: z.string().optional(),
});

export interface ApiConfig {
  /** Where people reach the product. */
  readonly publicUrl: string;
  /** Where mail is handed over; without it links are logged. */
  readonly smtpUrl?: string;
  /** Nobody but this machine is meant to reach the server: links may be shown, its own loopback names are trusted. */
  readonly isDevelopment: boolean;
  /** Where the platforms are; the real ones where nothing is said. */
  readonly channels?: ChannelAddresses;
  /** How Stripe is reached; without it nobody is billed, and nothing asked of it. */
  readonly stripe?: StripeSettings;
  /** How meanings are compared; not at all where nothing is said. */
  readonly embedding?: EmbeddingSettings;
}

/** Reads what this app needs from the environment. Throws DomainError `invalid` naming the wrong variable. */
export function readApiConfig(publicUrl: string, environment: NodeJS.ProcessEnv = process.env): ApiConfig {
  const { SMTP_URL, PUBLIC_URL, NODE_ENV } = readSettings(schema, environment);
  const stripe = readStripeSettings(environment);
  return {
    publicUrl,
    ...(SMTP_URL !== undefined && { smtpUrl: SMTP_URL }),
    ...(stripe && { stripe }),
    channels: readChannelAddresses(environment),
    embedding: readEmbeddingSettings(environment),
    isDevelopment: NODE_ENV !== 'production' && PUBLIC_URL === undefined,
  };
}
