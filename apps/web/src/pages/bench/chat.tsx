import { ActionIcon, Box, Group, Paper, Stack, Textarea, Tooltip } from '@mantine/core';
import { IconRefresh, IconSend } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useSentences } from '../../i18n.ts';
import classes from './chat.module.css';
import { ChatTurn } from './chat-turn.tsx';
import type { Rehearsal } from './rehearsal.ts';
import { Suggestions } from './suggestions.tsx';

const LONGEST = 1_000;

/** The conversation as the customer would see it, and the place to write. */
export function Chat({
  rehearsal,
  locale,
  explained,
  onExplain,
}: {
  readonly rehearsal: Rehearsal;
  readonly locale: string;
  readonly explained: number | undefined;
  readonly onExplain: (turn: number) => void;
}) {
  const t = useSentences('bench');
  const [text, setText] = useState('');
  const log = useRef<HTMLDivElement>(null);
  const { turns, isAsking, say, restart } = rehearsal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new turn or reply is scrolled to
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [turns]);
  const send = () => {
    const question = text.trim();
    if (question === '' || isAsking) return;
    say({ kind: 'text', text: question }, question);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
    const last = turns.findLast(({ said }) => said.kind === 'text');
    if (event.key === 'ArrowUp' && text === '' && last) {
      event.preventDefault();
      setText(last.label);
    }
  };
  return (
    <Paper component="section" aria-label={t('tab.chat')} withBorder radius="lg" className={classes['chat']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard */}
      <div ref={log} role="log" aria-label={t('tab.chat')} aria-busy={isAsking} tabIndex={0} className={classes['log']}>
        {turns.length === 0 ? (
          <Suggestions locale={locale} onPick={(question) => say({ kind: 'text', text: question }, question)} />
        ) : (
          <Stack gap="md">
            {turns.map((turn) => (
              <ChatTurn
                key={turn.id}
                turn={turn}
                isExplained={turn.id === explained}
                isLast={turn === turns.at(-1)}
                onExplain={() => onExplain(turn.id)}
                onPress={({ id, label }) => say({ kind: 'choice', choiceId: id }, label)}
              />
            ))}
          </Stack>
        )}
      </div>
      <Box p="sm" className={classes['foot']}>
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <Tooltip label={t('restart')}>
            <ActionIcon
              size={36}
              variant="default"
              onClick={restart}
              disabled={turns.length === 0}
              aria-label={t('restart')}
            >
              <IconRefresh size={18} />
            </ActionIcon>
          </Tooltip>
          <Textarea
            flex={1}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={LONGEST}
            aria-label={t('question')}
            placeholder={t('placeholder')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <ActionIcon size={36} onClick={send} loading={isAsking} aria-label={t('send')}>
            <IconSend size={18} />
          </ActionIcon>
        </Group>
      </Box>
    </Paper>
  );
}
