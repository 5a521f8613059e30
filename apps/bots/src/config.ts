import { readStripeSettings, type StripeSettings } from '@answerdesk/billing';
import { type ChannelAddresses, readChannelAddresses } from '@answerdesk/channels';
import { readSettings } from '@answerdesk/domain';
import { z } from 'zod';

const schema = z.object({
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
}

/** Reads what this app needs from the environment. Throws DomainError `invalid` naming the wrong variable. */
export function readBotsConfig(publicUrl: string, environment: NodeJS.ProcessEnv = process.env): BotsConfig {
  const { SMTP_URL } = readSettings(schema, environment);
  const stripe = readStripeSettings(environment);
  return {
    publicUrl,
    channels: readChannelAddresses(environment),
    ...(SMTP_URL !== undefined && { smtpUrl: SMTP_URL }),
    ...(stripe && { stripe }),
    hasStripe: stripe !== undefined,
  };
}
