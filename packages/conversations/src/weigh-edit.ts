import { isDeepStrictEqual } from 'node:util';
import type { InboundContent, OutboxItem, StoredInboundMessage } from '@answerdesk/domain';
import { composeReply } from './compose-reply.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { saidTo } from './said-to.ts';

const MOST_VERSIONS = 20;

/**
 * What a changed message asks for. `noted`: nothing, as its words are the same, or they have the answer that was given last.
 * Else the conversation that it is to be answered in: as it would stand without what its earlier versions did to it, so
 * that correcting an unclear question does not count as a second one.
 */
export async function weighEdit(
  deps: Pick<HandleDeps, 'messages' | 'outbox'> & Parameters<typeof composeReply>[0],
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<{ readonly kind: 'noted' } | { readonly kind: 'asks'; readonly conversation: ClaimedConversation }> {
  const { content } = message.inbound;
  if (content.kind !== 'edited') return { kind: 'asks', conversation };
  const versions = await deps.messages.listVersions(message.tenantId, message.conversationId, content.of, {
    before: message.id,
    limit: MOST_VERSIONS,
  });
  if (folded(wordsOf(versions[0]?.inbound.content)) === folded(content.text)) return { kind: 'noted' };
  const given = await lastGiven(deps, versions);
  if (!given) return { kind: 'asks', conversation };
  const without = withoutDoing(conversation, versions, given);
  const anew = await composeReply(deps, without, message);
  return isDeepStrictEqual(anew.content, given.content) ? { kind: 'noted' } : { kind: 'asks', conversation: without };
}

/** The reply to the newest version that has one. */
async function lastGiven(
  { outbox }: Pick<HandleDeps, 'outbox'>,
  versions: readonly StoredInboundMessage[],
): Promise<OutboxItem | undefined> {
  for (const version of versions) {
    const item = await saidTo({ outbox }, version);
    // What an agent's coming kept from being said was not given.
    if (item && (item.state !== 'cancelled' || item.sentParts.length > 0)) return item;
  }
  return undefined;
}

function withoutDoing(
  conversation: ClaimedConversation,
  versions: readonly StoredInboundMessage[],
  given: OutboxItem,
): ClaimedConversation {
  const { waiting, ...rest } = conversation;
  const isOwn = waiting !== undefined && versions.some(({ id }) => id === waiting.messageId);
  const wasUnsure = given.turn?.handledAs === 'clarify' && conversation.unsureTurns > 0;
  return {
    ...(isOwn || waiting === undefined ? rest : { ...rest, waiting }),
    unsureTurns: conversation.unsureTurns - (wasUnsure ? 1 : 0),
  };
}

function wordsOf(content: InboundContent | undefined): string | undefined {
  if (content?.kind === 'text' || content?.kind === 'edited') return content.text;
  return content?.kind === 'attachment' ? content.caption : undefined;
}

function folded(words: string | undefined): string | undefined {
  return words?.replace(/\s+/gu, ' ').trim();
}
