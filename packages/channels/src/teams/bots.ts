import type { ConnectedAccount } from '@answerdesk/domain';
import { type BotCredentials, type BotTokens, keyOf, type TokenAnswer } from './bot-tokens.ts';
import { callMicrosoft, type MicrosoftAnswer, type NoAnswer } from './call-microsoft.ts';
import { createTeamsBot, type TeamsBot } from './sdk.ts';

const MOST_BOTS = 200;

/** What the connector answered instead of taking an activity. */
export class NotTaken extends Error {
  readonly answer: MicrosoftAnswer | NoAnswer;
  constructor(answer: MicrosoftAnswer | NoAnswer) {
    super('the connector did not take it');
    this.name = 'NotTaken';
    this.answer = answer;
  }
}

/** Where Microsoft is, for an account. */
export interface TeamsAddresses {
  readonly openIdMetadataUrl: string;
  readonly loginUrl: string;
}

export interface Bots {
  addressesOf(account: Pick<ConnectedAccount, 'apiRoot'>): TeamsAddresses;
  /** The account's bot, made once for the same credentials; undefined when these are not whole. */
  botOf(account: ConnectedAccount): Promise<TeamsBot> | undefined;
  /** The account's token; `refused` the one that was just said no to. Undefined without whole credentials. */
  tokenOf(account: ConnectedAccount, refused?: string): Promise<TokenAnswer> | undefined;
}

/** Keeps the bots that are in use, the one not used for longest dropped first. */
export function createBots(options: TeamsAddresses & { readonly tokens: BotTokens; readonly timeoutMs: number }): Bots {
  const { tokens, timeoutMs } = options;
  const bots = new Map<string, Promise<TeamsBot>>();

  const addressesOf = ({ apiRoot }: Pick<ConnectedAccount, 'apiRoot'>): TeamsAddresses =>
    apiRoot === undefined
      ? options
      : { openIdMetadataUrl: `${apiRoot}/v1/.well-known/openidconfiguration`, loginUrl: apiRoot };

  function make(account: ConnectedAccount, credentials: BotCredentials): Promise<TeamsBot> {
    const addresses = addressesOf(account);
    return createTeamsBot({
      ...addresses,
      appId: credentials.appId,
      async authorize() {
        const answer = await tokens.get(addresses.loginUrl, credentials);
        if (answer.kind === 'token') return `Bearer ${answer.token}`;
        throw new NotTaken({ kind: 'no-answer', detail: 'no token', mayHaveArrived: false });
      },
      async call({ url, ...init }) {
        const answer = await callMicrosoft(url, init, timeoutMs);
        if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) return answer;
        throw new NotTaken(answer);
      },
    });
  }

  return {
    addressesOf,
    botOf(account) {
      const credentials = readCredentials(account);
      if (!credentials) return undefined;
      const { openIdMetadataUrl, loginUrl } = addressesOf(account);
      const key = `${account.id}\n${openIdMetadataUrl}\n${keyOf(loginUrl, credentials)}`;
      const bot = bots.get(key) ?? make(account, credentials);
      bots.delete(key);
      bots.set(key, bot);
      for (const oldest of bots.keys()) {
        if (bots.size <= MOST_BOTS) break;
        bots.delete(oldest);
      }
      return bot;
    },
    tokenOf(account, refused) {
      const credentials = readCredentials(account);
      return credentials && tokens.get(addressesOf(account).loginUrl, credentials, refused);
    },
  };
}

/** An account's credentials; undefined when one is missing or empty. */
export function readCredentials({ credentials }: Pick<ConnectedAccount, 'credentials'>): BotCredentials | undefined {
  const { appId = '', appPassword = '', directoryId = '' } = credentials;
  return [appId, appPassword, directoryId].some((one) => one.trim() === '')
    ? undefined
    : { appId, appPassword, directoryId };
}
