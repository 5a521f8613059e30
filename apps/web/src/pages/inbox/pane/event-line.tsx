import { Group, Stack, Text } from '@mantine/core';
import {
  type Icon,
  IconAlarm,
  IconAlarmSnooze,
  IconArrowBackUp,
  IconArrowRight,
  IconBell,
  IconBook2,
  IconCircleCheck,
  IconFlag,
  IconHandStop,
  IconRefresh,
  IconStar,
  IconTag,
  IconUserPlus,
  IconUserQuestion,
} from '@tabler/icons-react';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import type { EventEntry } from '../../conversation-parts/entry.ts';
import { apart } from './apart.ts';
import classes from './pane.module.css';

type Happened = EventEntry['event'];
type Kind = Exclude<Happened['kind'], 'note'>;

const signs: Readonly<Record<Kind, Icon>> = {
  'handed-over': IconUserQuestion,
  taken: IconHandStop,
  transferred: IconArrowRight,
  'handed-back': IconArrowBackUp,
  closed: IconCircleCheck,
  reopened: IconRefresh,
  assigned: IconUserPlus,
  snoozed: IconAlarmSnooze,
  woken: IconAlarm,
  tagged: IconTag,
  'priority-set': IconFlag,
  rated: IconStar,
  taught: IconBook2,
  'timer-warned': IconAlarm,
  'timer-breached': IconAlarm,
  told: IconBell,
};

/** What happened to a conversation besides messages, in a line. */
export function EventLine({
  event,
  nameOf,
}: {
  readonly event: Exclude<Happened, { kind: 'note' }>;
  readonly nameOf: (userId: string) => string;
}) {
  const format = useFormat();
  const said = useWordsOf(event, nameOf);
  const Sign = signs[event.kind];
  const further = furtherOf(event);
  const isLate =
    event.kind === 'timer-breached' ||
    (event.kind === 'told' && event.failed !== undefined && event.toIds.length === 0);
  return (
    <Group className={classes['event']} gap={8} wrap="nowrap" align="flex-start" data-event={event.kind}>
      <Sign size={16} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Stack gap={2} miw={0}>
        <Text size="sm" c={isLate ? 'var(--mantine-color-error)' : 'dimmed'} dir="auto">
          {said}{' '}
          <Text span size="xs" c="dimmed" component="time" dateTime={event.at} title={format.exactly(event.at)}>
            {format.moment(event.at)}
          </Text>
        </Text>
        {further !== undefined && further !== '' && (
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {further}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

/** A way that nobody has set up is no failure of it. */
const unready: readonly string[] = ['no-push', 'no-browser', 'no-mail-server', 'no-linked-chat'];

/** What somebody wrote along with it. */
function furtherOf(event: Happened): string | undefined {
  if (event.kind === 'transferred' || event.kind === 'handed-back') return event.note;
  return event.kind === 'rated' ? event.comment : undefined;
}

function useWordsOf(event: Exclude<Happened, { kind: 'note' }>, nameOf: (userId: string) => string): string {
  const t = useSentences('inbox-pane');
  const shared = useSentences('conversations');
  const format = useFormat();
  const by = event.byId === undefined ? undefined : nameOf(event.byId);
  switch (event.kind) {
    case 'handed-over':
      return `${t('event.handedOver')} ${shared(`waiting.${event.reason}`)}`;
    case 'taken': {
      const taken =
        event.fromId === undefined
          ? t('event.taken', { name: by ?? '' })
          : t('event.takenFrom', { name: by ?? '', from: nameOf(event.fromId) });
      const uncertain = event.mayStillArrive ?? 0;
      return uncertain > 0 ? `${taken} ${t('event.mayStillArrive', { count: uncertain })}` : taken;
    }
    case 'transferred':
      return event.toId === undefined
        ? t('event.requeued', { name: by ?? '' })
        : t('event.transferred', { name: by ?? '', to: nameOf(event.toId) });
    case 'handed-back':
      return t('event.handedBack', { name: by ?? '' });
    case 'closed':
      return by === undefined ? t('event.closedByItself') : t('event.closed', { name: by });
    case 'reopened':
      return t('event.reopened');
    case 'assigned':
      if (event.toId === undefined) return t('event.unassigned');
      if (event.isByRouting || by === undefined) return t('event.routed', { to: nameOf(event.toId) });
      return t('event.assigned', { name: by, to: nameOf(event.toId) });
    case 'snoozed':
      return t('event.snoozed', { name: by ?? '', until: format.moment(event.until) });
    case 'woken':
      return t('event.woken');
    case 'tagged': {
      const { added, removed } = event;
      const parts = [
        added.length > 0 && t('event.tagsAdded', { tags: apart(added.join(', ')) }),
        removed.length > 0 && t('event.tagsRemoved', { tags: apart(removed.join(', ')) }),
      ];
      return parts.filter(Boolean).join(' ');
    }
    case 'priority-set':
      return t('event.prioritySet', { priority: t(`priority.${event.priority}`) });
    case 'rated':
      return t('event.rated', { score: format.number(event.score) });
    case 'taught':
      return t('event.taught', { name: by ?? '' });
    case 'timer-warned':
      return t(`event.warned.${event.timer}`, { due: format.moment(event.dueAt) });
    case 'timer-breached':
      return t(`event.breached.${event.timer}`, { due: format.moment(event.dueAt) });
    case 'told': {
      const way = t(`event.step.${event.step}`);
      if (event.toIds.length > 0) return t('event.told', { way, names: event.toIds.map(nameOf).join(', ') });
      if (event.failed !== undefined) return t('event.toldFailed', { way });
      return t(event.step === 'online' ? 'event.toldNobody' : 'event.toldUnready', { way });
    }
  }
}
