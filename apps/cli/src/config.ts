import { resolve } from 'node:path';
import { type EmbeddingSettings, readEmbeddingSettings } from '@answerdesk/answers';
import { readStripeSettings, type StripeSettings } from '@answerdesk/billing';
import type { VapidKeys } from '@answerdesk/delivery';
import { DomainError, readSettings } from '@answerdesk/domain';
import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int()
    .min(0)
    .max(65_535, 'must be a port number')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  DATA_DIR: z.string().default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  SECRET_KEY: z.string().min(16, 'must be at least 16 characters long').optional(),
  SECRET_KEY_OLD: z.string().min(16, 'must be at least 16 characters long').optional(),
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, 'must be a public key in base64url')
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be a private key in base64url')
    .optional(),
  NODE_ENV: z.string().optional(),
  FIRST_LESSON_SECONDS: z.coerce.number({ error: 'must be a number of seconds' }).int().min(0).max(3_600).default(8),
  TRUST_PROXY: z
    .string()
    .regex(/^[0-9a-fA-F.:/, ]+$/, 'must be addresses or networks of proxies, comma-separated')
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
});

export interface CliConfig {
  readonly port: number;
  readonly host: string;
  /** Where platforms and people reach this server from outside. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly mongodbUri?: string;
  readonly secretKey?: string;
  /** The key before, while secrets are being sealed anew. */
  readonly oldSecretKey?: string;
  /** What browser push is signed with, where it is configured. */
  readonly pushKeys?: VapidKeys;
  readonly isProduction: boolean;
  /** Proxies whose word is taken for a client's address. */
  readonly trustProxy?: string[];
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  /** How meanings are compared. */
  readonly embedding: EmbeddingSettings;
  /** How long customers wait after a start for what is learnt of their business's FAQs (ms). */
  readonly firstLessonMs: number;
}

/** Reads the command's settings from the environment. Throws DomainError `invalid` naming the wrong variable. */
export function readCliConfig(environment: NodeJS.ProcessEnv = process.env): CliConfig {
  const settings = readSettings(
    schema
      .refine((given) => given.NODE_ENV !== 'production' || given.SECRET_KEY !== undefined, {
        path: ['SECRET_KEY'],
        message: 'must be set when NODE_ENV is production',
      })
      .refine((given) => given.VAPID_PUBLIC_KEY === undefined || given.VAPID_PRIVATE_KEY !== undefined, {
        path: ['VAPID_PRIVATE_KEY'],
        message: 'must be set when VAPID_PUBLIC_KEY is',
      })
      .refine((given) => given.VAPID_PRIVATE_KEY === undefined || given.VAPID_PUBLIC_KEY !== undefined, {
        path: ['VAPID_PUBLIC_KEY'],
        message: 'must be set when VAPID_PRIVATE_KEY is',
      }),
    environment,
  );
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = settings;
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: (settings.PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(settings.DATA_DIR),
    ...(settings.MONGODB_URI !== undefined && { mongodbUri: settings.MONGODB_URI }),
    ...(settings.SECRET_KEY !== undefined && { secretKey: settings.SECRET_KEY }),
    ...(settings.SECRET_KEY_OLD !== undefined && { oldSecretKey: settings.SECRET_KEY_OLD }),
    ...(publicKey !== undefined && privateKey !== undefined && { pushKeys: { publicKey, privateKey } }),
    isProduction: settings.NODE_ENV === 'production',
    ...(settings.TRUST_PROXY !== undefined && { trustProxy: settings.TRUST_PROXY.split(',').map((one) => one.trim()) }),
    logLevel: settings.LOG_LEVEL,
    embedding: readEmbeddingSettings(environment),
    firstLessonMs: settings.FIRST_LESSON_SECONDS * 1_000,
  };
}

/** Reads how Stripe is reached. Throws DomainError `invalid` naming the wrong or missing variable. */
export function readStripeConfig(environment: NodeJS.ProcessEnv = process.env): StripeSettings {
  const settings = readStripeSettings(environment);
  if (!settings) throw new DomainError('invalid', 'STRIPE_SECRET_KEY must be set: it says whose account is set up.');
  return settings;
}

/** The environment of a child process: this one's, with changes. */
export function childEnvironment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { MONGODB_URI: _own, ...inherited } = process.env;
  return { ...inherited, ...changes };
}
