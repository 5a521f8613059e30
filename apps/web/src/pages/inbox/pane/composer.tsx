import type { ConversationId } from '@answerdesk/domain';
import { Box, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconNote, IconSend } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { WindowLeft } from '../../conversation-parts/window-left.tsx';
import { useShortcuts } from '../use-shortcuts.ts';
import { Acts } from './acts.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { ComposerField } from './composer-field.tsx';
import { ComposerTools } from './composer-tools.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { OutgoingList } from './outgoing-list.tsx';
import classes from './pane.module.css';
import { SendPreview } from './send-preview.tsx';
import { TranslateReply } from './translate-reply.tsx';
import { useAttachments } from './use-attachments.ts';
import { useFinders } from './use-finders.ts';
import type { PaneState } from './use-pane.ts';
import { repliesOf } from './use-send.ts';
import { useTranslatedReply } from './use-translated-reply.ts';

const LONGEST = 4_000;

/** Where one writes: to the customer, or a note to the team. */
export function Composer({
  pane,
  field,
}: {
  readonly pane: PaneState;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}) {
  const t = useSentences('inbox-pane');
  const { conversation, transcript, isMine, isPhone, verbs, draft, sending, onTyping } = pane;
  const { written, write, clear } = draft;
  const { text, isNote } = written;
  const [showsPreview, setPreview] = useState(false);
  const [isSending, setSending] = useState(false);
  const files = useAttachments(conversation.id as ConversationId);
  const translation = useTranslatedReply(conversation, text);
  const { canned, mentions } = useFinders(pane);
  const refusal = useRefusal(pane);
  useShortcuts([
    { keys: ['r'], label: t('shortcut.reply'), group: 'conversation', run: () => turnTo(false) },
    { keys: ['n'], label: t('shortcut.note'), group: 'conversation', run: () => turnTo(true) },
  ]);
  const turnTo = (toNote: boolean) => {
    write({ isNote: toNote });
    // After the field is there again: a channel that is closed has none for replies.
    requestAnimationFrame(() => field.current?.focus());
  };
  const isBlocked = !isNote && refusal !== undefined;
  const ready = files.attachments.flatMap(({ uploaded }) => (uploaded ? [uploaded] : []));
  const isEmpty = text.trim() === '' && (isNote || ready.length === 0);
  const isBusy = isSending || (!isNote && (files.isUploading || translation.isAsking));
  /** On a phone one button does what comes next: while nothing is written, that is to take the pen. */
  const onlyTakes = isPhone && !isMine && !isNote && (isEmpty || isBlocked);
  const say = async () => {
    if (isNote) {
      if (await sending.writeNote(text.trim())) clear(written);
      return;
    }
    const said = await translation.toSend();
    if (!said) return;
    const [first, ...more] = repliesOf(said.text, ready);
    if (!first) return;
    const replies = [{ ...first, ...(said.original && { original: said.original }) }, ...more];
    if (!(await sending.send(replies))) return;
    clear(written);
    files.clear();
    translation.forget();
  };
  const send = async () => {
    if (isEmpty || isBlocked || isBusy) return;
    setSending(true);
    await say();
    setSending(false);
  };
  return (
    <Box className={classes['composer']} component="section" aria-label={t('composer.title')}>
      <OutgoingList id={conversation.id as ConversationId} onTryAgain={sending.tryAgain} />
      <Stack gap="xs" px={{ base: 'xs', sm: 'md' }} py="xs">
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Tabs value={isNote ? 'note' : 'reply'} onChange={(tab) => turnTo(tab === 'note')} variant="pills">
            <Tabs.List aria-label={t('composer.kinds')}>
              <Tabs.Tab value="reply" leftSection={<IconSend size={14} aria-hidden />}>
                {t('composer.reply')}
              </Tabs.Tab>
              <Tabs.Tab value="note" leftSection={<IconNote size={14} aria-hidden />}>
                {t('composer.note')}
              </Tabs.Tab>
            </Tabs.List>
          </Tabs>
          {!isNote && !isPhone && transcript.window !== undefined && <WindowLeft window={transcript.window} />}
        </Group>
        {!isNote && isPhone && transcript.window !== undefined && <WindowLeft window={transcript.window} />}
        <Elsewhere draft={draft} />
        {isBlocked && refusal.isSaidAbove !== true && (
          <Text size="sm" c="var(--mantine-color-error)" role="status">
            {refusal.words}
          </Text>
        )}
        <ComposerField
          field={field}
          value={text}
          label={isNote ? t('composer.note') : t('composer.reply')}
          placeholder={
            isNote ? t('composer.notePlaceholder') : isBlocked ? refusal.words : t('composer.replyPlaceholder')
          }
          isDisabled={isBlocked}
          isNote={isNote}
          longest={LONGEST}
          sendsOnEnter={!isPhone}
          finder={isNote ? mentions : canned}
          onChange={(next) => {
            write({ text: next });
            if (!isNote) onTyping();
          }}
          onSend={() => void send()}
          onPaste={isNote ? () => undefined : files.add}
        />
        {!isNote && <AttachmentList attachments={files.attachments} onRemove={files.remove} />}
        {!isNote && !isBlocked && <TranslateReply translation={translation} />}
        {!isNote && showsPreview && <SendPreview text={translation.shown ?? text} channel={conversation.channel} />}
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <ComposerTools
            field={field}
            text={text}
            isNote={isNote}
            isDisabled={isBlocked}
            isPhone={isPhone}
            showsPreview={showsPreview}
            onPreview={() => setPreview((shown) => !shown)}
            onWrite={(next) => write({ text: next })}
            onFiles={files.add}
          />
          <Group gap="xs" wrap="nowrap" miw={0}>
            {isPhone && <Acts pane={pane} />}
            <Button
              h={isPhone ? 44 : 36}
              {...(isPhone && { px: 'xs', miw: 0, styles: { label: { whiteSpace: 'normal', lineHeight: 1.15 } } })}
              onClick={() => void (onlyTakes ? verbs.takeOver() : send())}
              disabled={!onlyTakes && (isEmpty || isBlocked)}
              loading={isBusy || (onlyTakes && verbs.isBusy)}
              rightSection={isPhone ? undefined : <IconSend size={16} aria-hidden className={classes['towards']} />}
            >
              {isNote
                ? t('composer.addNote')
                : onlyTakes
                  ? t('action.takeOver')
                  : translation.isToAsk
                    ? t('translate.first')
                    : isMine
                      ? t('composer.send')
                      : t('composer.takeOverAndReply')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Box>
  );
}

/** Why nothing can be said to the customer now; undefined when it can. */
function useRefusal({ transcript: { window, contact } }: PaneState) {
  const t = useSentences('inbox-pane');
  const shared = useSentences('conversations');
  if (contact?.isReachable === false) return { words: shared('blocked') };
  const isClosed =
    window === null || (window !== undefined && (window.remaining === 0 || new Date(window.expiresAt) <= new Date()));
  return isClosed ? { words: t('composer.windowClosed'), isSaidAbove: true } : undefined;
}
