import { readSettings } from '@answerdesk/domain';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const schema = z.object({ TELEGRAM_API_ROOT: address.optional() });

export interface BotsConfig {
  /** Where platforms reach this server from outside. */
  readonly publicUrl: string;
  /** Where the Bot API is; the real one when not set. */
  readonly telegramApiRoot?: string;
}

/** Reads what this app needs from the environment. Throws DomainError `invalid` naming the wrong variable. */
export function readBotsConfig(publicUrl: string, environment: NodeJS.ProcessEnv = process.env): BotsConfig {
  const { TELEGRAM_API_ROOT } = readSettings(schema, environment);
  return {
    publicUrl,
    ...(TELEGRAM_API_ROOT !== undefined && { telegramApiRoot: TELEGRAM_API_ROOT.replace(/\/+$/, '') }),
  };
}
