import { readApiConfig, wireApi } from '@answerdesk/api';
import type { CliConfig } from './config.ts';
import type { Desk } from './desk.ts';

/** Opens people's sign-in for a command; what would be mailed goes nowhere, since nobody waits for it. */
export async function openAccounts(desk: Desk, config: Pick<CliConfig, 'publicUrl'>) {
  const { smtpUrl: _none, ...api } = readApiConfig(config.publicUrl);
  const quiet = { info: () => undefined, error: () => undefined };
  const { auth } = await wireApi(desk.database, { config: api, secretKey: desk.secretKey, log: quiet });
  return auth;
}
