import { useSentences } from '../../../i18n.ts';
import type { DialogName } from './actions.ts';
import { GiveDialog } from './give-dialog.tsx';
import { HandBackDialog } from './hand-back-dialog.tsx';
import { HeldDialog } from './held-dialog.tsx';
import { PriorityDialog } from './priority-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';
import type { PaneState } from './use-pane.ts';
import { useStaff } from './use-staff.ts';

/** The dialog that is open over a conversation, if one is. */
export function HeadDialogs({
  pane: { conversation, verbs },
  dialog,
  close,
}: {
  readonly pane: PaneState;
  readonly dialog: DialogName | undefined;
  readonly close: () => void;
}) {
  const t = useSentences('inbox-pane');
  const { nameOf } = useStaff();
  const { status, assigneeId, tags = [], waiting, handover } = conversation;
  const { heldBy } = verbs;
  if (heldBy !== undefined) {
    return <HeldDialog name={nameOf(heldBy)} close={verbs.dismissHeld} onTake={() => void verbs.takeOver(heldBy)} />;
  }
  switch (dialog) {
    case undefined:
      return null;
    case 'hand-back':
      return <HandBackDialog close={close} onHandBack={verbs.handBack} />;
    case 'give':
      return (
        <GiveDialog
          title={t(status === 'human' ? 'action.transfer' : 'action.assign')}
          queueLabel={t(status === 'human' ? 'give.toQueue' : 'give.toNobody')}
          withNote={status === 'human'}
          heldBy={assigneeId}
          close={close}
          onGive={status === 'human' ? verbs.transfer : verbs.assign}
        />
      );
    case 'snooze':
      return <SnoozeDialog close={close} onSnooze={verbs.snooze} />;
    case 'tags':
      return <TagsDialog tags={tags} close={close} onSave={verbs.setTags} />;
    case 'priority':
      return <PriorityDialog now={(waiting ?? handover)?.priority} close={close} onSet={verbs.setPriority} />;
  }
}
