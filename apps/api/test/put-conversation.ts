import {
  accountIdSchema,
  type Conversation,
  contactIdSchema,
  conversationIdSchema,
  tenantIdSchema,
} from '@answerdesk/domain';
import type { Somebody, TestApi } from './open-api.ts';

/** Puts a conversation into the database as some verb would have left it. */
export async function putConversation(
  { desk }: TestApi,
  { tenantId: of }: Somebody,
  name: string,
  changes: Partial<Conversation> & { readonly nameWords?: readonly string[] } = {},
): Promise<string> {
  const tenantId = tenantIdSchema.parse(of);
  const id = `${of}:${name}`;
  const at = new Date();
  await desk.database.models.conversations.create({
    _id: conversationIdSchema.parse(id),
    tenantId,
    accountId: accountIdSchema.parse(`${of}.a`),
    channel: 'telegram',
    contactId: contactIdSchema.parse(`${of}:p-${name}`),
    chatKey: name,
    isGroup: false,
    holder: { kind: 'bot' },
    epoch: 0,
    status: 'bot',
    unsureTurns: 0,
    createdAt: at,
    lastMessageAt: at,
    contactName: name,
    nameWords: [name.toLowerCase()],
    lastExchange: { asked: `What about ${name}?`, replied: 'Yes.' },
    ...changes,
  });
  return id;
}

/** The end of an id of `putConversation`. */
export function nameOf({ id }: { readonly id: string }): string {
  return id.slice(id.indexOf(':') + 1);
}
