import type { ConnectedAccount } from '@answerdesk/domain';
import { z } from 'zod';

const entity = z.object({
  type: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().positive(),
  user: z.object({ id: z.int() }).optional(),
});

/** What of a message in a group says whom it is for; whatever has another shape says nothing. */
const address = z.object({
  entities: z.array(entity).optional().catch(undefined),
  caption_entities: z.array(entity).optional().catch(undefined),
  reply_to_message: z
    .object({ from: z.object({ id: z.int() }).optional() })
    .optional()
    .catch(undefined),
});

/**
 * What a message in a group says to the bot, without the bot's name; undefined when it is not for the bot. It is when it
 * mentions the bot, answers one of its messages, or is a command that names it: what else is said in a group is not.
 */
export function addressedText(
  received: Readonly<Record<string, unknown>> & {
    readonly text?: string | undefined;
    readonly caption?: string | undefined;
  },
  { settings }: Pick<ConnectedAccount, 'settings'>,
): string | undefined {
  const { data } = address.safeParse(received);
  if (!data) return undefined;
  const botId = Number(settings['botId']);
  const name = `@${String(settings['username'] ?? '')}`.toLowerCase();
  let text = received.text ?? received.caption ?? '';
  let isMeant = data.reply_to_message?.from?.id === botId;
  const entities = (received.text === undefined ? data.caption_entities : data.entities) ?? [];
  for (const { type, offset, length, user } of entities.toSorted((a, b) => b.offset - a.offset)) {
    const marked = text.slice(offset, offset + length);
    const isName =
      (type === 'mention' && marked.toLowerCase() === name) || (type === 'text_mention' && user?.id === botId);
    if (isName) text = `${text.slice(0, offset)}${text.slice(offset + length)}`;
    isMeant ||= isName || (type === 'bot_command' && marked.toLowerCase().endsWith(name));
  }
  return isMeant && name !== '@' ? text.replace(/\s{2,}/gu, ' ').trim() : undefined;
}
