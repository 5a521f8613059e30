import { type AccountHealth, type ConnectedAccount, DomainError, type IdentifiedAccount } from '@answerdesk/domain';
import { askForToken, type BotCredentials } from './bot-tokens.ts';
import type { Bots } from './bots.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DIRECTORY = /^(?:[0-9a-f-]{36}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i;

/** Asks the login whether it gives this app a token; changes nothing there. */
export async function identifyTeams(
  { loginUrl, timeoutMs }: { readonly loginUrl: string; readonly timeoutMs: number },
  given: Readonly<Record<string, string>>,
): Promise<IdentifiedAccount> {
  const credentials = readGiven(given);
  const answer = await askForToken(loginUrl, credentials, timeoutMs);
  if (answer.kind === 'unheard') {
    throw new DomainError('unavailable', "Microsoft's login did not answer. Try again in a minute.");
  }
  if (answer.kind === 'refused') throw new DomainError('refused-by-platform', explain(answer.code));
  const { appId, directoryId } = credentials;
  return {
    platformId: appId,
    label: `Teams bot ${appId.slice(0, 8)}`,
    credentials: { ...credentials },
    settings: { appId, directoryId },
  };
}

function readGiven(given: Readonly<Record<string, string>>): BotCredentials {
  const { appId = '', appPassword = '', directoryId = '' } = given;
  if (!GUID.test(appId)) {
    throw new DomainError(
      'invalid',
      'That is not an app id: it has 36 letters and digits with four dashes. Copy it from the bot\'s "Configuration" page in the Azure portal, "Microsoft App ID".',
    );
  }
  if (!DIRECTORY.test(directoryId)) {
    throw new DomainError(
      'invalid',
      'That is not a directory id. Copy "Directory (tenant) ID" from the app\'s overview page in the Azure portal.',
    );
  }
  if (appPassword.trim() === '' || appPassword.length > 500) {
    throw new DomainError(
      'invalid',
      'The client secret is missing. Make one in the Azure portal under "Certificates & secrets" and copy its Value.',
    );
  }
  return { appId: appId.toLowerCase(), appPassword, directoryId: directoryId.toLowerCase() };
}

/** The login's numbers (https://learn.microsoft.com/entra/identity-platform/reference-error-codes) in an owner's words. */
function explain(code: number | undefined): string {
  switch (code) {
    case 7000215:
      return 'Microsoft refused the client secret. Copy the secret\'s Value, not its Secret ID, from "Certificates & secrets" in the Azure portal, or make a new one.';
    case 7000222:
      return 'The client secret has expired. Make a new one under "Certificates & secrets" in the Azure portal and enter its Value.';
    case 700016:
      return 'Microsoft knows no app with this app id in this directory. Check both on the app\'s overview page in the Azure portal: "Application (client) ID" and "Directory (tenant) ID".';
    case 90002:
    case 900023:
      return 'Microsoft knows no directory with this id. Copy "Directory (tenant) ID" from the app\'s overview page in the Azure portal.';
    case 7000112:
      return 'The app is switched off in its directory. Ask an administrator to enable it under "Enterprise applications" in the Azure portal.';
    case 500011:
      return 'The app may not speak to Bot Framework. Open the bot in the Azure portal, check that its type is "Single tenant", and try again.';
    default:
      return `Microsoft refused to sign the bot in${code === undefined ? '' : ` (AADSTS${code})`}. Check the app id, the directory id and the client secret in the Azure portal, and try again.`;
  }
}

/** Whether the login still takes the credentials, and whether Teams has ever called. */
export async function checkTeams(bots: Bots, account: ConnectedAccount): Promise<AccountHealth> {
  const answer = await bots.tokenOf(account);
  if (!answer || answer.kind === 'refused') return { kind: 'credentials-refused' };
  if (answer.kind === 'unheard') return { kind: 'unheard' };
  return account.webhookOpenedAt ? { kind: 'healthy', pending: 0 } : { kind: 'webhook-missing' };
}

/** Where people open a chat with the bot (https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams). */
export function linkOfTeams({ settings }: Pick<ConnectedAccount, 'settings'>): string | undefined {
  const appId = settings['appId'];
  return typeof appId === 'string' && GUID.test(appId)
    ? `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`
    : undefined;
}
