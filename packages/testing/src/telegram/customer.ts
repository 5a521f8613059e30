import { checkType } from './check-against-spec.ts';

/** An Update as the platform posts it. */
export type TelegramUpdate = Readonly<Record<string, unknown>> & { readonly update_id: number };

export interface CustomerOptions {
  /** Also the chat's id, as in every private chat. */
  readonly id: number;
  readonly name?: string;
  readonly languageCode?: string;
}

/** Makes one bot's updates, numbered as the platform numbers them; each is checked against the spec. */
export function createUpdates(firstId = 100_000_000) {
  let next = firstId;
  const numbered = (kind: string, content: object): TelegramUpdate => {
    const update = { update_id: next, [kind]: content };
    next += 1;
    const complaint = checkType('Update', update);
    if (complaint) throw new Error(`Not an Update: ${complaint.path} ${complaint.problem}`);
    return update;
  };
  return {
    message: (customer: CustomerOptions, content: object): TelegramUpdate =>
      numbered('message', { ...envelopeOf(customer, next), ...content }),
    text(customer: CustomerOptions, text: string): TelegramUpdate {
      return this.message(customer, { text });
    },
    press: (customer: CustomerOptions, messageId: number, data: string): TelegramUpdate =>
      numbered('callback_query', {
        id: String(next),
        from: userOf(customer),
        chat_instance: '1',
        data,
        message: { ...envelopeOf(customer, messageId), text: 'a question with buttons' },
      }),
    other: (kind: string, content: object): TelegramUpdate => numbered(kind, content),
  };
}

function envelopeOf(customer: CustomerOptions, messageId: number) {
  return {
    message_id: messageId,
    date: 1_767_225_600,
    chat: { id: customer.id, type: 'private', first_name: customer.name ?? 'Ana' },
    from: userOf(customer),
  };
}

function userOf(customer: CustomerOptions) {
  return {
    id: customer.id,
    is_bot: false,
    first_name: customer.name ?? 'Ana',
    ...(customer.languageCode !== undefined && { language_code: customer.languageCode }),
  };
}

/** Posts an update as the platform does; `status` 0 says that nobody answered. */
export async function postUpdate(
  webhook: { readonly url: string; readonly secret: string },
  update: unknown,
  timeoutMs = 10_000,
): Promise<{ readonly status: number; readonly body: string }> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhook.secret },
      body: typeof update === 'string' ? update : JSON.stringify(update),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}
