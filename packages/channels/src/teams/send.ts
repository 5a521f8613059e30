import type { ConnectedAccount, RenderedPart, SendOutcome, SendTarget } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import type { TokenAnswer } from './bot-tokens.ts';
import { type Bots, NotTaken } from './bots.ts';
import { jsonOf, type MicrosoftAnswer, type NoAnswer } from './call-microsoft.ts';
import { readReplyHandle, type TeamsReference } from './reply-handle.ts';
import type { OutgoingActivity } from './sdk.ts';
import type { ServiceUrls } from './service-urls.ts';

const BEST_EFFORT_MS = 3_000;
const LONGEST_DETAIL = 200;
const LONGEST_WAIT_S = 3_600;
const CARD = 'application/vnd.microsoft.card.adaptive';

export interface SendDeps {
  readonly bots: Bots;
  readonly serviceUrls: ServiceUrls;
}

/** Writes a part into the conversation of its target and says what became of it. Never throws for what Teams does. */
export async function sendTeams(
  deps: SendDeps,
  account: ConnectedAccount,
  target: SendTarget,
  part: RenderedPart,
): Promise<SendOutcome> {
  return post(deps, account, target, activityOf(part));
}

/** Shows that the bot types; best effort, within 3 s. */
export async function showTypingTeams(deps: SendDeps, account: ConnectedAccount, target: SendTarget): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, BEST_EFFORT_MS);
  await Promise.race([post(deps, account, target, { type: 'typing' }), promise]);
  clearTimeout(timer);
}

async function post(
  { bots, serviceUrls }: SendDeps,
  account: ConnectedAccount,
  target: SendTarget,
  activity: OutgoingActivity,
): Promise<SendOutcome> {
  const reference = referenceOf(serviceUrls, account, target);
  if (!reference) return refused('chat-not-found', 'the conversation is not known');
  if (!serviceUrls.isAllowed(reference.serviceUrl, account)) {
    return refused('chat-not-found', 'its service address is not one that messages may go to');
  }
  const startedMs = Date.now();
  const bot = bots.botOf(account);
  const first = await bots.tokenOf(account);
  if (!bot || !first) return refused('account-refused', 'the account has no credentials');
  if (first.kind !== 'token') return outcomeOfToken(first);
  try {
    return arrived(await (await bot).post(reference, activity));
  } catch (error) {
    if (!isUnauthorised(error)) return outcomeOf(error, target);
  }
  // The token may have been revoked before its time: one more try with a new one, where there is time for it.
  if (Date.now() - startedMs > AGAIN_WITHIN_MS) {
    return { kind: 'retry', detail: 'the token was refused', mayHaveArrived: false };
  }
  const second = await bots.tokenOf(account, first.token);
  if (second?.kind !== 'token') return outcomeOfToken(second ?? { kind: 'refused', code: undefined });
  try {
    return arrived(await (await bot).post(reference, activity));
  } catch (error) {
    return outcomeOf(error, target);
  }
}

/** A token and a send may take 10 s each, and whoever has the send leased has it for 20. */
const AGAIN_WITHIN_MS = 2_000;

/** Where to write: as the customer's activity told, else by the conversation's id alone to the global address. */
function referenceOf(
  serviceUrls: ServiceUrls,
  account: ConnectedAccount,
  { chatKey, replyHandle }: SendTarget,
): TeamsReference | undefined {
  if (chatKey === '') return undefined;
  const { appId = '', directoryId = '' } = account.credentials;
  const told = replyHandle === undefined ? undefined : readReplyHandle(replyHandle);
  if (told) return { ...told, conversationId: chatKey };
  if (replyHandle !== undefined) return undefined;
  return {
    serviceUrl: serviceUrls.defaultFor(account),
    conversationId: chatKey,
    botId: `28:${appId}`,
    tenantId: directoryId,
  };
}

function activityOf({ text, choices, imageUrl }: RenderedPart): OutgoingActivity {
  const body = [
    ...(imageUrl === undefined ? [] : [{ type: 'Image', url: imageUrl, size: 'Stretch' }]),
    // One below the other: side by side Teams cuts long ones off, and takes six at most.
    ...choices.map(({ id, label }) => ({
      type: 'ActionSet',
      actions: [{ type: 'Action.Submit', title: label, data: { choiceId: id, label } }],
    })),
  ];
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body,
  };
  return {
    type: 'message',
    ...(text !== '' && { text, textFormat: 'markdown' }),
    ...(body.length > 0 && { attachments: [{ contentType: CARD, content: card }] }),
  };
}

function arrived(activityId: string): SendOutcome {
  return activityId === ''
    ? { kind: 'retry', detail: 'an answer without an activity', mayHaveArrived: true }
    : { kind: 'sent', platformMessageId: activityId };
}

function outcomeOfToken(answer: Exclude<TokenAnswer, { kind: 'token' }>): SendOutcome {
  if (answer.kind === 'refused') {
    return refused('account-refused', `the login refused: ${answer.code ? `AADSTS${answer.code}` : 'no reason given'}`);
  }
  const { retryAfterS } = answer;
  return {
    kind: 'retry',
    detail: answer.detail,
    mayHaveArrived: false,
    ...(retryAfterS !== undefined && { retryAfterMs: waitMs(retryAfterS), scope: 'account' }),
  };
}

function isUnauthorised(error: unknown): boolean {
  return error instanceof NotTaken && error.answer.kind === 'answer' && error.answer.status === 401;
}

function outcomeOf(error: unknown, target: SendTarget): SendOutcome {
  if (error instanceof NotTaken) {
    return error.answer.kind === 'answer' ? outcomeOfAnswer(error.answer, target) : outcomeOfSilence(error.answer);
  }
  // The SDK could not read what the connector answered with success.
  return { kind: 'retry', detail: "an answer that is not Teams'", mayHaveArrived: true };
}

function outcomeOfSilence({ detail, mayHaveArrived }: NoAnswer): SendOutcome {
  return { kind: 'retry', detail, mayHaveArrived };
}

const errorSchema = z.union([
  z.object({ error: z.object({ code: z.string(), message: z.string().catch('') }) }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => ({ code: '', message })),
]);

/** Sorts refusals (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages, "status codes"). */
function outcomeOfAnswer({ status, headers, text }: MicrosoftAnswer, { isGroup }: SendTarget): SendOutcome {
  const { data: said } = errorSchema.safeParse(jsonOf(text));
  const words = said?.code || said?.message || '';
  const detail = cleanText(`${status} ${/^[\w .,:'-]*$/.test(words) ? words : ''}`.trim(), LONGEST_DETAIL);
  if (status === 429) {
    const retryAfterMs = waitMs(Number(headers.get('retry-after') ?? ''));
    return { kind: 'retry', detail, mayHaveArrived: false, retryAfterMs, scope: 'chat' };
  }
  if (status === 412) return { kind: 'retry', detail, mayHaveArrived: false };
  if (status === 413) return refused('content-refused', detail);
  // What is above 500, and a page that is not the connector's, may be a gateway's: the call may have gone through behind it.
  if (status === 500 && said) return { kind: 'retry', detail, mayHaveArrived: false };
  if (status < 400 || status >= 500 || !said) return { kind: 'retry', detail, mayHaveArrived: true };
  if (status === 401) return refused('account-refused', detail);
  // A group has no one person who shuts the bot out.
  if (status === 403) return refused(isGroup ? 'chat-not-found' : 'blocked-by-contact', detail);
  return refused(status === 404 ? 'chat-not-found' : 'content-refused', detail);
}

function waitMs(retryAfterS: number): number {
  return Math.ceil(Math.min(LONGEST_WAIT_S, Math.max(1, Number.isFinite(retryAfterS) ? retryAfterS : 1)) * 1_000);
}

function refused(reason: Extract<SendOutcome, { kind: 'refused' }>['reason'], detail: string): SendOutcome {
  return { kind: 'refused', reason, detail };
}
