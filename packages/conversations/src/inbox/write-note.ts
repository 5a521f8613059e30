import {
  type ConversationEvent,
  type ConversationId,
  DomainError,
  messageIdSchema,
  newId,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { InboxActor, InboxDeps } from './ports.ts';

const LONGEST_NOTE = 4_000;
const MOST_MENTIONED = 20;

/**
 * Writes a note that only staff see, 1–4,000 characters. The author's same key again is the same note.
 * Whoever is named in it is told, once. Throws DomainError `invalid`, `not-found`.
 */
export async function writeNote(
  deps: Pick<InboxDeps, 'pens' | 'events' | 'tellMentioned' | 'now'>,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  note: { readonly key: string; readonly text: string; readonly mentionedIds: readonly UserId[] },
): Promise<ConversationEvent> {
  const text = note.text.trim();
  if (text === '' || text.length > LONGEST_NOTE) throw new DomainError('invalid', 'A note has 1 to 4,000 characters.');
  const conversation = await deps.pens.find(tenantId, conversationId);
  if (!conversation) throw new DomainError('not-found', 'There is no such conversation.');
  const at = deps.now();
  const id = messageIdSchema.parse(newId(at.getTime()));
  const mentionedIds = [...new Set(note.mentionedIds)].slice(0, MOST_MENTIONED);
  const written = await deps.events.add(
    tenantId,
    {
      id,
      tenantId,
      conversationId,
      at,
      byId: actor.userId,
      kind: 'note',
      text,
      mentionedIds,
    },
    `${actor.userId}:${note.key}`,
  );
  const others = mentionedIds.filter((userId) => userId !== actor.userId);
  if (written.id === id && others.length > 0) deps.tellMentioned?.(conversation, others);
  return written;
}
