import type { ConnectedAccount, RenderedPart, SendOutcome, SendTarget } from '@answerdesk/domain';
import { z } from 'zod';
import type { BotAddress, CallResult, CallTelegram } from './client.ts';

const BEST_EFFORT_MS = 3_000;

export interface TelegramSender {
  send(account: ConnectedAccount, target: SendTarget, part: RenderedPart): Promise<SendOutcome>;
  showTyping(account: ConnectedAccount, target: SendTarget): Promise<void>;
  acknowledge(account: ConnectedAccount, callbackQueryId: string): Promise<void>;
}

const sentMessage = z.object({ message_id: z.int() });

/** Sends through the Bot API and says what became of it; a hang ends after `timeoutMs`. */
export function createTelegramSender(options: {
  readonly call: CallTelegram;
  readonly apiRoot: string;
  readonly timeoutMs: number;
}): TelegramSender {
  const addressOf = (account: ConnectedAccount): BotAddress => ({
    token: account.credentials['token'] ?? '',
    apiRoot: account.apiRoot ?? options.apiRoot,
  });
  const bestEffortMs = Math.min(BEST_EFFORT_MS, options.timeoutMs);
  return {
    async send(account, target, part) {
      if (!isChatId(target.chatKey)) return { kind: 'refused', reason: 'chat-not-found', detail: 'not a chat id' };
      const sendText = (text: TextMessage) =>
        options.call(addressOf(account), options.timeoutMs, (telegram, { signal }) =>
          telegram.callApi('sendMessage', { ...placeOf(target), ...text }, { signal }),
        );
      const { imageUrl } = part;
      if (imageUrl === undefined) return outcomeOf(await sendText(messageOf(part)));
      const pictured = await options.call(addressOf(account), options.timeoutMs, (telegram, { signal }) =>
        telegram.callApi('sendPhoto', { ...placeOf(target), photo: imageUrl }, { signal }),
      );
      // The platform fetches the image; where it cannot, or will not take it, its address is better than nothing.
      if (pictured.kind === 'said-no' && pictured.code === 400 && NOT_AN_IMAGE.test(pictured.description)) {
        return outcomeOf(await sendText({ text: imageUrl }));
      }
      return outcomeOf(pictured);
    },
    async showTyping(account, { chatKey }) {
      await options.call(addressOf(account), bestEffortMs, (telegram, { signal }) =>
        telegram.callApi('sendChatAction', { chat_id: Number(chatKey), action: 'typing' }, { signal }),
      );
    },
    async acknowledge(account, callbackQueryId) {
      await options.call(addressOf(account), bestEffortMs, (telegram, { signal }) =>
        telegram.callApi('answerCallbackQuery', { callback_query_id: callbackQueryId }, { signal }),
      );
    },
  };
}

const NOT_AN_IMAGE = /http url|wrong (?:type|file)|photo_invalid|image_process|failed to get|webpage/i;

interface Place {
  readonly chat_id: number;
  readonly reply_parameters?: { readonly message_id: number; readonly allow_sending_without_reply: boolean };
}

interface TextMessage {
  readonly text: string;
  readonly parse_mode?: 'HTML';
  readonly reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
}

/** Where a message goes; in a group it answers the one that it is for. */
function placeOf({ chatKey, isGroup, replyHandle }: SendTarget): Place {
  const chat_id = Number(chatKey);
  if (!isGroup || replyHandle === undefined || !/^\d{1,15}$/.test(replyHandle)) return { chat_id };
  return { chat_id, reply_parameters: { message_id: Number(replyHandle), allow_sending_without_reply: true } };
}

function messageOf({ text, choices }: RenderedPart): TextMessage {
  return {
    text,
    parse_mode: 'HTML',
    ...(choices.length > 0 && {
      reply_markup: { inline_keyboard: choices.map(({ id, label }) => [{ text: label, callback_data: id }]) },
    }),
  };
}

function outcomeOf(result: CallResult<unknown>): SendOutcome {
  if (result.kind === 'never-heard') {
    return { kind: 'retry', detail: result.detail, mayHaveArrived: result.mayHaveArrived };
  }
  if (result.kind === 'said-no') return outcomeOfRefusal(result);
  const { data } = sentMessage.safeParse(result.result);
  if (data) return { kind: 'sent', platformMessageId: String(data.message_id) };
  return { kind: 'retry', detail: 'an answer without a message', mayHaveArrived: true };
}

/** Sorts refusals by code and words (https://core.telegram.org/bots/api#making-requests, #responseparameters). */
function outcomeOfRefusal(refusal: {
  readonly code: number;
  readonly description: string;
  readonly retryAfterS?: number;
  readonly migrateToChatId?: string;
}): SendOutcome {
  const detail = `${refusal.code} ${refusal.description}`;
  if (refusal.code === 429) {
    const retryAfterMs = Math.ceil(Math.max(1, refusal.retryAfterS ?? 1) * 1_000);
    // The platform does not say whether the chat or the whole bot was too fast; nearly always it is the chat.
    return { kind: 'retry', detail, mayHaveArrived: false, retryAfterMs, scope: 'chat' };
  }
  if (refusal.code >= 500) return { kind: 'retry', detail, mayHaveArrived: false };
  if (refusal.migrateToChatId !== undefined) return { kind: 'moved', chatKey: refusal.migrateToChatId };
  if (refusal.code === 403) return { kind: 'refused', reason: 'blocked-by-contact', detail };
  if (refusal.code === 401 || refusal.code === 404) return { kind: 'refused', reason: 'account-refused', detail };
  if (/chat not found|chat_id is empty|user is deactivated|peer_id_invalid/i.test(refusal.description)) {
    return { kind: 'refused', reason: 'chat-not-found', detail };
  }
  return { kind: 'refused', reason: 'content-refused', detail };
}

function isChatId(chatKey: string): boolean {
  return /^-?\d{1,16}$/.test(chatKey) && Number.isSafeInteger(Number(chatKey));
}
