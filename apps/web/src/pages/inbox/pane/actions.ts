import { may } from '@answerdesk/domain';
import {
  type Icon,
  IconAlarm,
  IconAlarmSnooze,
  IconArrowBackUp,
  IconCircleCheck,
  IconFlag,
  IconHandStop,
  IconTag,
  IconUserShare,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import type { Conversation } from './conversation.ts';
import type { Verbs } from './use-verbs.ts';

export type DialogName = 'hand-back' | 'give' | 'snooze' | 'tags' | 'priority';

export interface Action {
  readonly name: string;
  readonly label: string;
  readonly icon: Icon;
  readonly key?: string;
  /** What one most likely does next. */
  readonly isFirst?: boolean;
  /** Has no button of its own on a wide screen. */
  readonly isRare?: boolean;
  readonly opensDialog?: boolean;
  run(): void;
}

/** What the person may do with a conversation as it stands, the likeliest first. */
export function useActions(
  conversation: Conversation,
  isMine: boolean,
  verbs: Verbs,
  open: (dialog: DialogName) => void,
): readonly Action[] {
  const t = useSentences('inbox-pane');
  const { role } = useSession().tenant;
  if (!may(role, 'conversation.write')) return [];
  const { status, snoozedUntil, waiting, handover } = conversation;
  const isSnoozed = snoozedUntil !== undefined && new Date(snoozedUntil) > new Date();
  const isClosed = status === 'closed';
  const actions: (Action | false)[] = [
    !isMine && {
      name: 'take-over',
      label: t('action.takeOver'),
      icon: IconHandStop,
      key: 't',
      isFirst: true,
      run: () => void verbs.takeOver(),
    },
    !isClosed && {
      name: 'close',
      label: t('action.close'),
      icon: IconCircleCheck,
      key: 'e',
      isFirst: isMine,
      run: () => verbs.close(false),
    },
    isMine && {
      name: 'hand-back',
      label: t('action.handBack'),
      icon: IconArrowBackUp,
      key: 'h',
      opensDialog: true,
      run: () => open('hand-back'),
    },
    !isClosed && {
      name: 'give',
      label: status === 'human' ? t('action.transfer') : t('action.assign'),
      icon: IconUserShare,
      key: 'a',
      opensDialog: true,
      run: () => open('give'),
    },
    isSnoozed
      ? { name: 'wake', label: t('action.wake'), icon: IconAlarm, key: 's', run: () => verbs.wake() }
      : !isClosed && {
          name: 'snooze',
          label: t('action.snooze'),
          icon: IconAlarmSnooze,
          key: 's',
          opensDialog: true,
          run: () => open('snooze'),
        },
    !isClosed && {
      name: 'close-quietly',
      label: t('action.closeQuietly'),
      icon: IconVolumeOff,
      isRare: true,
      run: () => verbs.close(true),
    },
    (waiting !== undefined || handover !== undefined) && {
      name: 'priority',
      label: t('action.priority'),
      icon: IconFlag,
      isRare: true,
      opensDialog: true,
      run: () => open('priority'),
    },
    {
      name: 'tags',
      label: t('action.tags'),
      icon: IconTag,
      key: 'g',
      isRare: true,
      opensDialog: true,
      run: () => open('tags'),
    },
  ];
  return actions.filter((action) => action !== false);
}
