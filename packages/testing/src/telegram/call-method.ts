import { type MessageEntity, parseHtml } from './parse-html.ts';

/** A message as it arrived: `text` as its reader sees it. */
export interface SentMessage {
  readonly token: string;
  readonly chatId: string;
  readonly messageId: number;
  readonly text: string;
  /** The address or file that a photo was sent by. */
  readonly photo?: string;
  /** The message that it answers. */
  readonly replyTo?: number;
  readonly entities: readonly MessageEntity[];
  readonly buttons: readonly { readonly text: string; readonly data: string }[];
  /** Whether the sender was told; false when the answer never came. */
  readonly wasAnswered: boolean;
}

/** What a bot is to the platform. */
export interface BotState {
  readonly token: string;
  readonly lastMessageIds: Map<string, number>;
  webhook: { readonly url: string; readonly secret: string } | undefined;
  /** What getWebhookInfo tells of handing over: nothing held back, no error, unless told. */
  trouble?: WebhookTrouble;
}

export interface WebhookTrouble {
  readonly pending: number;
  readonly lastError?: { readonly at: Date; readonly message: string };
}

export type CallAnswer =
  | { readonly kind: 'done'; readonly result: unknown; readonly sent: readonly Omit<SentMessage, 'wasAnswered'>[] }
  | { readonly kind: 'refused'; readonly description: string };

type Parameters = Readonly<Record<string, unknown>>;

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

/** Does what a call asks, beyond its shape: the limits that the documentation gives in words. */
export function answerCall(bot: BotState, method: string, parameters: Parameters): CallAnswer {
  switch (method) {
    case 'getMe':
      return done(userOf(bot));
    case 'sendMessage':
      return sendMessage(bot, parameters);
    case 'sendPhoto':
      return sendPhoto(bot, parameters);
    case 'sendChatAction':
      return ACTIONS.includes(String(parameters['action'])) ? done(true) : refused('wrong parameter action in request');
    case 'answerCallbackQuery':
      return String(parameters['text'] ?? '').length <= 200 ? done(true) : refused('MESSAGE_TOO_LONG');
    case 'setWebhook':
      return setWebhook(bot, parameters);
    case 'deleteWebhook':
      bot.webhook = undefined;
      return done(true);
    case 'getWebhookInfo':
      return done({
        url: bot.webhook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: bot.trouble?.pending ?? 0,
        ...(bot.trouble?.lastError && {
          last_error_date: Math.floor(bot.trouble.lastError.at.getTime() / 1_000),
          last_error_message: bot.trouble.lastError.message,
        }),
      });
    default:
      return done(true);
  }
}

function sendMessage(bot: BotState, parameters: Parameters): CallAnswer {
  const mode = parameters['parse_mode'];
  if (mode !== undefined && mode !== 'HTML') return refused(`this fake does not parse ${String(mode)}`);
  const parsed =
    mode === 'HTML'
      ? parseHtml(String(parameters['text']))
      : ({ kind: 'parsed', text: String(parameters['text']), entities: [] } as const);
  if (parsed.kind === 'refused') return { kind: 'refused', description: parsed.description };
  const text = parsed.text.trim();
  if (text === '') return refused('message text is empty');
  if (text.length > 4_096) return refused('message is too long');
  if (text !== text.toWellFormed()) return refused('strings must be encoded in UTF-8');
  const keyboard = keyboardOf(parameters['reply_markup']);
  if ('problem' in keyboard) return refused(keyboard.problem);
  const message = {
    text,
    ...(parsed.entities.length > 0 && { entities: parsed.entities }),
    ...(parameters['reply_markup'] !== undefined && { reply_markup: parameters['reply_markup'] }),
  };
  return accept(bot, parameters, message, { text, entities: parsed.entities, buttons: keyboard.buttons });
}

/** Takes a photo by an address that ends like an image, as the platform's fetch of it would find; any other is no image. */
function sendPhoto(bot: BotState, parameters: Parameters): CallAnswer {
  const photo = String(parameters['photo']);
  const caption = String(parameters['caption'] ?? '');
  if (caption.length > 1_024) return refused('message caption is too long');
  const isAddress = /^https?:\/\//.test(photo);
  if (isAddress && !/\.(?:png|jpe?g|webp)(?:\?|$)/.test(photo)) return refused('wrong type of the web page content');
  if (!isAddress && !/^[\w-]{20,}$/.test(photo))
    return refused('wrong remote file identifier specified: Wrong string length');
  const sizes = [{ file_id: 'AgACAgIAAxkDAAIBn2kkbQABNeYAAhR8', file_unique_id: 'AQADFHw', width: 90, height: 60 }];
  return accept(bot, parameters, { photo: sizes, caption }, { text: caption, photo, entities: [], buttons: [] });
}

function accept(
  bot: BotState,
  parameters: Parameters,
  message: object,
  shown: Pick<SentMessage, 'text' | 'photo' | 'entities' | 'buttons'>,
): CallAnswer {
  const chatId = String(parameters['chat_id']);
  const messageId = (bot.lastMessageIds.get(chatId) ?? 0) + 1;
  bot.lastMessageIds.set(chatId, messageId);
  const result = {
    message_id: messageId,
    date: Math.floor(Date.now() / 1_000),
    chat: { id: parameters['chat_id'], type: chatId.startsWith('-') ? 'group' : 'private', first_name: 'Customer' },
    from: userOf(bot),
    ...message,
  };
  const replied = parameters['reply_parameters'];
  const answered = typeof replied === 'object' && replied !== null && 'message_id' in replied ? replied.message_id : 0;
  const replyTo = Number(answered);
  return done(result, [{ token: bot.token, chatId, messageId, ...shown, ...(replyTo > 0 && { replyTo }) }]);
}

/** Checks inline buttons: a text, exactly one action, and 1 to 64 bytes of callback data. */
function keyboardOf(markup: unknown): { buttons: { text: string; data: string }[] } | { problem: string } {
  const rows =
    typeof markup === 'object' && markup !== null && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
  const buttons: { text: string; data: string }[] = [];
  for (const row of Array.isArray(rows) ? rows : []) {
    for (const button of Array.isArray(row) ? row : []) {
      const { text, ...actions }: Record<string, unknown> = button;
      if (typeof text !== 'string' || text.trim() === '') return { problem: 'inline keyboard button text is empty' };
      if (Object.keys(actions).length !== 1) return { problem: 'inline keyboard button must have exactly one action' };
      const data = actions['callback_data'];
      if (data === undefined) continue;
      const bytes = Buffer.byteLength(String(data));
      if (bytes < 1 || bytes > 64) return { problem: 'BUTTON_DATA_INVALID' };
      buttons.push({ text, data: String(data) });
    }
  }
  return { buttons };
}

function setWebhook(bot: BotState, parameters: Parameters): CallAnswer {
  const url = String(parameters['url']);
  const secret = parameters['secret_token'] === undefined ? '' : String(parameters['secret_token']);
  if (!URL.canParse(url)) return refused('bad webhook: invalid URL');
  const { protocol, hostname } = new URL(url);
  // The real platform takes https alone; an address of this machine stands in for one.
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost';
  if (protocol !== 'https:' && !isHere) return refused('bad webhook: An HTTPS URL must be provided for webhook');
  if (parameters['secret_token'] !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    return refused('secret token contains unallowed characters');
  }
  bot.webhook = { url, secret };
  return done(true);
}

function userOf({ token }: BotState) {
  const id = Number(token.split(':', 1)[0]);
  return { id, is_bot: true, first_name: 'Shop', username: `shop_${id}_bot` };
}

function done(result: unknown, sent: readonly Omit<SentMessage, 'wasAnswered'>[] = []): CallAnswer {
  return { kind: 'done', result, sent };
}

function refused(description: string): CallAnswer {
  return { kind: 'refused', description: `Bad Request: ${description}` };
}
