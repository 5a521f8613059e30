import type { Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { TeamsReference } from './reply-handle.ts';

// The one module that knows the SDK. It is loaded when the first Teams account needs it: it costs most of a second.

/** Who signs the channel's tokens (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication). */
export const ISSUER = 'https://api.botframework.com';

export interface TeamsBotOptions {
  readonly appId: string;
  readonly openIdMetadataUrl: string;
  readonly loginUrl: string;
  /** The Authorization header's value for a call to the connector. */
  readonly authorize: () => Promise<string>;
  /** Makes the one HTTP call that an activity is; what it throws is thrown by `post`. */
  readonly call: (request: ConnectorRequest) => Promise<ConnectorAnswer>;
}

export interface ConnectorRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ConnectorAnswer {
  readonly status: number;
  readonly text: string;
}

export interface TeamsBot {
  /** The claims of a token that holds for this activity. Throws for any other, and when the keys cannot be fetched. */
  authenticate(
    activity: { readonly channelId: string; readonly serviceUrl: string },
    authorization: string,
  ): Promise<ReadonlyMap<string, unknown>>;
  /** Writes into a conversation; resolves to the activity's id, which is empty when the connector told none. */
  post(reference: TeamsReference, activity: OutgoingActivity): Promise<string>;
}

export type OutgoingActivity = Pick<Activity, 'type'> & Partial<Pick<Activity, 'text' | 'textFormat' | 'attachments'>>;

type Authentication = InstanceType<typeof ConfigurationBotFrameworkAuthentication>;
type Factory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
type ClientOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ClientOptions['httpClient']>;

/** Makes a bot of an app. Throws without an app id: the SDK would take that for "no authentication". */
export async function createTeamsBot(options: TeamsBotOptions): Promise<TeamsBot> {
  const { appId, openIdMetadataUrl, loginUrl } = options;
  if (appId.trim() === '') throw new RangeError('a bot without an app id would believe everybody');
  const sdk = await import('botbuilder');
  const authentication: Authentication = new sdk.ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId,
      ChannelService: 'answerdesk',
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToChannelFromBotLoginUrl: loginUrl,
      ToChannelFromBotOAuthScope: ISSUER,
      OAuthUrl: loginUrl,
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: 'false',
    },
    credentialsOf(options),
    undefined,
    undefined,
    { httpClient: httpClientOf(options) },
  );
  const adapter = new sdk.CloudAdapter(authentication);
  return {
    async authenticate({ channelId, serviceUrl }, authorization) {
      const activity = { type: 'message', channelId, serviceUrl } as Activity;
      const { claimsIdentity } = await authentication.authenticateRequest(activity, authorization);
      return new Map(claimsIdentity.claims.map(({ type, value }) => [type, value]));
    },
    post: (reference, activity) => post(adapter, appId, reference, activity),
  };
}

async function post(
  adapter: CloudAdapter,
  appId: string,
  { serviceUrl, conversationId, botId, tenantId }: TeamsReference,
  activity: OutgoingActivity,
): Promise<string> {
  const from = { id: botId, name: '' };
  const conversation = { id: conversationId, name: '', isGroup: false, conversationType: '' };
  let activityId = '';
  await adapter.continueConversationAsync(
    appId,
    {
      channelId: 'msteams',
      serviceUrl,
      bot: from,
      conversation: { ...conversation, ...(tenantId !== undefined && { tenantId }) },
    },
    async (context) => {
      // Not context.sendActivity: it makes every message a reply to an activity that the SDK invents.
      const outgoing = { ...activity, from: { id: botId }, conversation: { id: conversationId } };
      const [sent] = await adapter.sendActivities(context, [outgoing as Partial<Activity>]);
      activityId = sent?.id ?? '';
    },
  );
  return activityId;
}

/** Tokens fetched by our own means: the SDK's login has no time limit and refuses addresses on this machine. */
function credentialsOf({ appId, authorize }: TeamsBotOptions): Factory {
  return {
    isValidAppId: (id) => Promise.resolve(id === appId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () =>
      Promise.resolve({
        async signRequest(resource) {
          resource.headers.set('authorization', await authorize());
          return resource;
        },
      }),
  };
}

/** One call for each request, without the SDK's own tries and redirects: its pipeline only ever sees what went well. */
function httpClientOf({ call }: TeamsBotOptions): HttpClient {
  return {
    async sendRequest(request) {
      const { status, text } = await call({
        url: request.url,
        method: request.method,
        headers: request.headers.rawHeaders(),
        body: typeof request.body === 'string' ? request.body : '',
      });
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      headers.set('content-type', 'application/json; charset=utf-8');
      return { request, status, headers, bodyAsText: text };
    },
  };
}
