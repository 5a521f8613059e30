import type { ConversationId } from '@answerdesk/domain';
import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconBook2, IconLanguage, IconRefresh } from '@tabler/icons-react';
import { type RefObject, use, useState } from 'react';
import { languageName } from '../../../components/language-name.ts';
import { MarkedText } from '../../../components/marked-text.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { Bubble } from '../../conversation-parts/bubble.tsx';
import { type Entry, type MessageEntry, questionOf, wordsOf } from '../../conversation-parts/entry.ts';
import { EventLine } from './event-line.tsx';
import { NoteCard } from './note-card.tsx';
import { PaneContext } from './pane-context.ts';
import { useSaidIn } from './said-in.tsx';
import { SaveToFaq } from './save-to-faq.tsx';
import { useStaff } from './use-staff.ts';

/** One thing that was said or that happened. */
export function EntryRow({
  id,
  entry,
  entries,
  uncertain,
}: {
  readonly id: ConversationId;
  readonly entry: Entry;
  readonly entries: RefObject<readonly Entry[]>;
  /** The bot's messages that may arrive after all. */
  readonly uncertain: readonly string[];
}) {
  const { nameOf } = useStaff();
  if (entry.kind === 'event') {
    const { event } = entry;
    return event.kind === 'note' ? (
      <NoteCard note={event} nameOf={nameOf} />
    ) : (
      <EventLine event={event} nameOf={nameOf} />
    );
  }
  return entry.kind === 'in' ? (
    <FromCustomer id={id} entry={entry} />
  ) : (
    <ToCustomer id={id} entry={entry} question={questionOf(entry, entries.current)} uncertain={uncertain} />
  );
}

function FromCustomer({
  id,
  entry,
}: {
  readonly id: ConversationId;
  readonly entry: Extract<MessageEntry, { kind: 'in' }>;
}) {
  const question = wordsOf(entry);
  const { words, link } = useSaidIn(id, entry.message.id, question);
  return <Bubble entry={entry} question={question} words={words} actions={link} />;
}

function ToCustomer({
  id,
  entry,
  question,
  uncertain,
}: {
  readonly id: ConversationId;
  readonly entry: Extract<MessageEntry, { kind: 'out' }>;
  readonly question: string;
  readonly uncertain: readonly string[];
}) {
  const t = useSentences('inbox-pane');
  const screen = useLanguage();
  const [showsOriginal, setOriginal] = useState(false);
  const [isSaving, saving] = useDisclosure();
  const { compose } = use(PaneContext);
  const { nameOf } = useStaff();
  const { message, delivery } = entry;
  const { author, original, content, notice } = message;
  const isAgents = author.kind === 'agent';
  const mayArrive =
    author.kind === 'bot' &&
    (uncertain.includes(message.id) || (delivery.state === 'cancelled' && delivery.uncertainSends > 0));
  return (
    <>
      <Bubble
        entry={entry}
        question={question}
        authorName={author.kind === 'agent' ? nameOf(author.agentId) : undefined}
        words={
          showsOriginal && original ? (
            <span lang={original.language}>
              <MarkedText text={original.text} />
            </span>
          ) : undefined
        }
        warning={
          mayArrive && (
            <Group gap={4} wrap="nowrap">
              <IconAlertTriangle
                size={14}
                style={{ flex: 'none', color: 'var(--mantine-color-orange-filled)' }}
                aria-hidden
              />
              <Text size="xs" fw={600}>
                {t('mayStillArrive')}
              </Text>
            </Group>
          )
        }
        actions={
          <>
            {original && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconLanguage size={14} aria-hidden />}
                aria-pressed={showsOriginal}
                onClick={() => setOriginal((shown) => !shown)}
              >
                {showsOriginal
                  ? t('translate.asSent')
                  : t('translate.originalIn', { language: languageName(original.language, screen) })}
              </Button>
            )}
            {isAgents && delivery.state === 'failed' && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconRefresh size={14} aria-hidden />}
                onClick={() => compose(original?.text ?? content.text)}
              >
                {t('send.asNew')}
              </Button>
            )}
            {isAgents && notice === undefined && content.text.trim() !== '' && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconBook2 size={14} aria-hidden />}
                aria-haspopup="dialog"
                onClick={saving.open}
              >
                {t('teach.save')}
              </Button>
            )}
          </>
        }
      />
      {isSaving && <SaveToFaq conversationId={id} messageId={message.id} close={saving.close} />}
    </>
  );
}
