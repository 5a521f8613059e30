import { parseMarkdown, type Span } from '@answerdesk/channels';
import { conversationIdOf } from '@answerdesk/conversations';
import type { VisitorPart, WebchatStore } from '@answerdesk/database';
import { type Choice, messageIdSchema, type StoredInboundMessage } from '@answerdesk/domain';
import type { Visitor } from './visitor-streams.ts';

/** A line of the transcript as the widget shows it: what the visitor wrote, or what they were sent. */
export type Line =
  | {
      readonly kind: 'mine';
      readonly id: string;
      readonly clientId: string;
      readonly at: Date;
      readonly text: string;
      readonly choiceId?: string;
    }
  | {
      readonly kind: 'part';
      readonly id: string;
      readonly at: Date;
      readonly spans: readonly Span[];
      readonly choices: readonly Choice[];
      readonly imageUrl?: string;
      readonly agentName?: string;
    };

export interface TranscriptPage {
  /** Oldest first. */
  readonly lines: readonly Line[];
  /** What to ask for as `before` where there is more. */
  readonly before?: string;
  /** Where a stream goes on from here. */
  readonly after: string;
}

const PAGE = 30;
const CHOSEN = '✓';

/** What a visitor wrote and was sent, the newest of it, or what is before an id. */
export async function readTranscript(
  store: Pick<WebchatStore, 'listBefore' | 'listWritten'>,
  visitor: Visitor,
  before: string | undefined,
): Promise<TranscriptPage> {
  const conversationId = conversationIdOf(visitor.accountId, visitor.visitorId);
  const beforeMessage = before === undefined ? undefined : messageIdSchema.parse(before);
  const [parts, written] = await Promise.all([
    store.listBefore(visitor.tenantId, visitor, before, PAGE + 1),
    store.listWritten(visitor.tenantId, conversationId, beforeMessage, PAGE + 1),
  ]);
  const all = [...parts.map(lineOfPart), ...written.map((message) => lineOfMessage(message, parts))].sort((a, b) =>
    a.id < b.id ? 1 : -1,
  );
  const page = all.slice(0, PAGE);
  const oldest = page.at(-1);
  return {
    lines: page.reverse().filter((line) => line.kind === 'part' || line.text !== ''),
    ...(all.length > PAGE && oldest && { before: oldest.id }),
    after: parts[0]?.id ?? '',
  };
}

/** A part as the widget shows it: its markup read, so that no browser has to. */
export function lineOfPart({ id, at, text, choices, imageUrl, agentName }: VisitorPart): Line {
  return {
    kind: 'part',
    id,
    at,
    spans: parseMarkdown(text),
    choices,
    ...(imageUrl !== undefined && { imageUrl }),
    ...(agentName !== undefined && { agentName }),
  };
}

function lineOfMessage(
  { id, createdAt: at, inbound }: Pick<StoredInboundMessage, 'id' | 'createdAt' | 'inbound'>,
  parts: readonly VisitorPart[],
): Line {
  const clientId = inbound.dedupeKey.slice(inbound.dedupeKey.indexOf('/') + 1);
  const { content } = inbound;
  if (content.kind !== 'choice')
    return { kind: 'mine', id, clientId, at, text: content.kind === 'text' ? content.text : '' };
  const { choiceId } = content;
  const offered = parts.filter((part) => part.id < id).flatMap(({ choices }) => choices);
  return {
    kind: 'mine',
    id,
    clientId,
    at,
    text: offered.find((choice) => choice.id === choiceId)?.label ?? CHOSEN,
    choiceId,
  };
}
