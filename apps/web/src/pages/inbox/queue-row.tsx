import { moodNow } from '@answerdesk/domain';
import { Badge, Box, Group, Text, VisuallyHidden } from '@mantine/core';
import {
  IconAlarm,
  IconAlertTriangle,
  IconArrowDown,
  IconClock,
  IconEye,
  IconFlag,
  IconMoodSad,
  IconMoonStars,
  IconPencil,
  IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { ChannelSign } from './channel-sign.tsx';
import classes from './inbox.module.css';
import { type InboxRow, timerAt } from './inbox-row.ts';
import type { Company } from './live/use-colleagues.ts';
import { useMoodWords } from './mood-words.ts';
import { readId } from './queue.ts';
import { useDuration } from './use-duration.ts';

export const ROW_HEIGHT = 88;
const TAGS_SHOWN = 2;

export interface RowView {
  readonly row: InboxRow;
  readonly isUnread: boolean;
  readonly company: readonly Company[];
  readonly nameOf: (userId: string) => string;
  readonly now: number;
}

/** One conversation in a queue: who and where, the last words, and what it asks of whom. */
export function QueueRow(view: RowView) {
  const { row, isUnread } = view;
  const t = useSentences('inbox');
  const said = useSentences('conversations');
  const format = useFormat();
  const duration = useDuration();
  const { id, channel, contactName, status, waiting, lastMessageAt } = row;
  return (
    <Link
      id={`row-${id}`}
      to="/inbox/$conversationId"
      params={{ conversationId: readId(id) ?? id }}
      search
      className={classes['row'] ?? ''}
      data-unread={isUnread || undefined}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={6} wrap="nowrap" miw={0}>
          <ChannelSign channel={channel} />
          <Text fw={isUnread ? 700 : 500} size="sm" truncate dir="auto">
            {contactName ?? said('unnamed')}
          </Text>
          {isUnread && (
            <>
              <Box className={classes['dot']} aria-hidden />
              <VisuallyHidden>{t('unread')}</VisuallyHidden>
            </>
          )}
        </Group>
        {status === 'waiting' && waiting ? (
          <Text size="xs" c="dimmed" style={{ flex: 'none' }} title={format.moment(waiting.since)}>
            <span aria-hidden>{duration(view.now - new Date(waiting.since).getTime())}</span>
            <VisuallyHidden>
              {t('waits', { time: duration(view.now - new Date(waiting.since).getTime()) })}
            </VisuallyHidden>
          </Text>
        ) : (
          <Text size="xs" c="dimmed" component="time" dateTime={lastMessageAt} style={{ flex: 'none' }}>
            {format.short(lastMessageAt)}
          </Text>
        )}
      </Group>
      <Text size="sm" truncate dir="auto" c={isUnread ? 'var(--mantine-color-text)' : 'dimmed'}>
        <LastWords row={row} />
      </Text>
      <Marks {...view} />
    </Link>
  );
}

function LastWords({ row: { lastExchange, outcome } }: { readonly row: InboxRow }) {
  const said = useSentences('conversations');
  if (lastExchange?.asked) return lastExchange.asked;
  if (lastExchange?.attachment) return said(`attachment.${lastExchange.attachment}`);
  if (outcome === 'noted') return said('event.noted');
  return said(outcome === 'greeted' ? 'event.opened' : 'pressed');
}

function Marks({ row, company, nameOf, now }: RowView) {
  const t = useSentences('inbox');
  const format = useFormat();
  const { status, assigneeId, snoozedUntil, tags = [], waiting, handover, mood } = row;
  const feels = useMoodWords(mood);
  const isUpset = moodNow(mood)?.emotion !== 'satisfaction';
  const priority = (status === 'waiting' ? waiting : handover)?.priority ?? 3;
  const isSnoozed = snoozedUntil !== undefined && new Date(snoozedUntil).getTime() > now;
  const typing = company.filter(({ isTyping }) => isTyping);
  const others = typing.length > 0 ? typing : company.filter(({ isIdle }) => !isIdle);
  const names = others.map(({ userId }) => nameOf(userId)).join(', ');
  return (
    <Group gap={6} wrap="nowrap" mt={4} className={classes['marks'] ?? ''}>
      {isSnoozed && <Mark sign={<IconMoonStars />}>{t('snoozedUntil', { when: format.soon(snoozedUntil) })}</Mark>}
      {(status === 'bot' || status === 'closed') && (
        <Badge size="sm" variant="default" style={{ flex: 'none' }}>
          {t(`status.${status}`)}
        </Badge>
      )}
      {!isSnoozed && <Timer row={row} now={now} />}
      {priority !== 3 && status !== 'bot' && status !== 'closed' && (
        <Mark sign={priority === 4 ? <IconArrowDown /> : <IconFlag />} tone={priority === 1 ? 'bad' : undefined}>
          <span title={t('priority.label', { priority: t(`priority.${priority}`) })}>{t(`priority.${priority}`)}</span>
        </Mark>
      )}
      {feels !== undefined && isUpset && status !== 'closed' && (
        <Mark sign={<IconMoodSad />} label={t('mood.label', { mood: feels })}>
          {feels}
        </Mark>
      )}
      {assigneeId !== undefined && status !== 'closed' && (
        <Mark sign={<IconUser />} label={t('assigned.label', { name: nameOf(assigneeId) })}>
          {nameOf(assigneeId)}
        </Mark>
      )}
      {names !== '' && (
        <Mark
          sign={typing.length > 0 ? <IconPencil /> : <IconEye />}
          label={t(typing.length > 0 ? 'typing' : 'viewing', { names })}
        >
          {names}
        </Mark>
      )}
      {tags.length > 0 && (
        <Mark label={t('tags', { tags: tags.join(', ') })}>
          {tags
            .slice(0, TAGS_SHOWN)
            .map((tag) => `#${tag}`)
            .join(' ')}
          {tags.length > TAGS_SHOWN && ` +${tags.length - TAGS_SHOWN}`}
        </Mark>
      )}
    </Group>
  );
}

function Timer({ row, now }: { readonly row: InboxRow; readonly now: number }) {
  const t = useSentences('inbox');
  const duration = useDuration();
  const timer = timerAt(row, now);
  if (!timer) return null;
  const time = duration(timer.ms);
  if (timer.state === 'running') return <Mark sign={<IconClock />}>{t('timer.running', { time })}</Mark>;
  const isLate = timer.state === 'breached';
  return (
    <Mark sign={isLate ? <IconAlertTriangle /> : <IconAlarm />} tone={isLate ? 'bad' : 'warn'}>
      {t(`timer.${timer.state}`, { time })}
    </Mark>
  );
}

/** A sign and a word; what the word leaves out is in the label. */
function Mark({
  sign,
  tone,
  label,
  children,
}: {
  readonly sign?: ReactNode;
  readonly tone?: 'warn' | 'bad' | undefined;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes['mark']} data-tone={tone} title={label}>
      {sign && (
        <span className={classes['sign']} aria-hidden>
          {sign}
        </span>
      )}
      <span className={classes['word']} aria-hidden={label !== undefined || undefined} dir="auto">
        {children}
      </span>
      {label !== undefined && <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
}
