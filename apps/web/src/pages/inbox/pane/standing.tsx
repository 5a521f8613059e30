import { Group, Text } from '@mantine/core';
import {
  type Icon,
  IconAlarmSnooze,
  IconCircleCheck,
  IconRobot,
  IconUserCheck,
  IconUserQuestion,
} from '@tabler/icons-react';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import type { Conversation } from './conversation.ts';

/** How a conversation stands, in a line: who holds the pen, or who is waited for since when and why. */
export function Standing({
  conversation,
  isMine,
  nameOf,
}: {
  readonly conversation: Conversation;
  readonly isMine: boolean;
  readonly nameOf: (userId: string) => string;
}) {
  const t = useSentences('inbox-pane');
  const shared = useSentences('conversations');
  const format = useFormat();
  const { status, holder, waiting, assigneeId, snoozedUntil, closedAt, timer } = conversation;
  const isSnoozed = snoozedUntil !== undefined && new Date(snoozedUntil) > new Date();
  return (
    <Group gap="sm" style={{ rowGap: 2 }} role="status" data-status={status}>
      {status === 'waiting' && waiting && (
        <Line sign={IconUserQuestion} isUrgent>
          {shared('waiting.since', { when: format.moment(waiting.since) })} {shared(`waiting.${waiting.reason}`)}
        </Line>
      )}
      {status === 'waiting' && assigneeId !== undefined && (
        <Line sign={IconUserCheck}>{t('standing.assigned', { name: nameOf(assigneeId) })}</Line>
      )}
      {status === 'human' && holder.kind === 'agent' && (
        <Line sign={IconUserCheck}>
          {isMine ? t('standing.mine') : t('standing.held', { name: nameOf(holder.agentId) })}
        </Line>
      )}
      {status === 'bot' && <Line sign={IconRobot}>{t('standing.bot')}</Line>}
      {status === 'closed' && (
        <Line sign={IconCircleCheck}>
          {closedAt === undefined ? t('standing.closed') : t('standing.closedAt', { when: format.moment(closedAt) })}
        </Line>
      )}
      {isSnoozed && <Line sign={IconAlarmSnooze}>{t('standing.snoozed', { until: format.moment(snoozedUntil) })}</Line>}
      {timer && timer.state !== 'running' && !isSnoozed && (
        <Line sign={IconAlarmSnooze} isUrgent>
          {t(timer.state === 'breached' ? `event.breached.${timer.kind}` : `event.warned.${timer.kind}`, {
            due: format.moment(timer.dueAt),
          })}
        </Line>
      )}
    </Group>
  );
}

function Line({
  sign: Sign,
  isUrgent = false,
  children,
}: {
  readonly sign: Icon;
  readonly isUrgent?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" {...(!isUrgent && { c: 'dimmed' })}>
      <Sign
        size={16}
        style={{ flex: 'none', marginTop: 2, ...(isUrgent && { color: 'var(--mantine-color-orange-filled)' }) }}
        aria-hidden
      />
      <Text size="sm" c="inherit" {...(isUrgent && { fw: 600 })}>
        {children}
      </Text>
    </Group>
  );
}
