import { readSettings } from '@answerdesk/domain';
import { z } from 'zod';

/** Only what never leaves the machine may go in the clear. */
const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

const schema = z.object({
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(live|test)_\w+$/, 'must be a secret key of Stripe, e.g. sk_test_…')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, 'must be one or several signing secrets of Stripe, e.g. whsec_…, comma-separated')
    .optional(),
  STRIPE_API_BASE: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .refine((base) => !URL.canParse(base) || new URL(base).protocol !== 'http:' || isLoopback(new URL(base)), {
      error: 'must be an https address; http is only for this machine',
    })
    .optional(),
});

export interface StripeSettings {
  readonly secretKey: string;
  /** Whether money is real. */
  readonly isLive: boolean;
  /** What webhooks are signed with, one for each destination; without any none is believed. */
  readonly webhookSecrets: readonly string[];
  /** Where Stripe is; its own address unless told. */
  readonly apiBase?: URL;
}

/**
 * Reads how Stripe is reached; undefined where no key is set, and then nobody is called. Throws DomainError `invalid` naming
 * the wrong variable.
 */
export function readStripeSettings(
  environment: Readonly<Record<string, string | undefined>>,
): StripeSettings | undefined {
  const settings = readSettings(
    schema
      .refine((given) => given.STRIPE_WEBHOOK_SECRET === undefined || given.STRIPE_SECRET_KEY !== undefined, {
        path: ['STRIPE_SECRET_KEY'],
        message: 'must be set when STRIPE_WEBHOOK_SECRET is',
      })
      .refine(
        ({ STRIPE_API_BASE: base, STRIPE_SECRET_KEY: key }) =>
          !(base?.toLowerCase().startsWith('http:') && key?.includes('_live_')),
        { path: ['STRIPE_API_BASE'], message: 'must be an https address where STRIPE_SECRET_KEY is a live one' },
      ),
    environment,
  );
  const secretKey = settings.STRIPE_SECRET_KEY;
  if (secretKey === undefined) return undefined;
  return {
    secretKey,
    isLive: secretKey.includes('_live_'),
    webhookSecrets: settings.STRIPE_WEBHOOK_SECRET?.split(',').map((secret) => secret.trim()) ?? [],
    ...(settings.STRIPE_API_BASE !== undefined && { apiBase: new URL(settings.STRIPE_API_BASE) }),
  };
}
