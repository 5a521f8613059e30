import { type Priority, priorities } from '@answerdesk/domain';
import { Button, Stack } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import { Dialog } from './dialog.tsx';

/** How much a conversation presses. */
export function PriorityDialog({
  now,
  close,
  onSet,
}: {
  readonly now: Priority | undefined;
  readonly close: () => void;
  readonly onSet: (priority: Priority) => void;
}) {
  const t = useSentences('inbox-pane');
  return (
    <Dialog title={t('action.priority')} close={close}>
      <Stack gap="xs">
        {priorities.map((priority) => (
          <Button
            key={priority}
            h={44}
            variant={priority === now ? 'light' : 'default'}
            aria-pressed={priority === now}
            data-autofocus={priority === now || undefined}
            onClick={() => {
              close();
              if (priority !== now) onSet(priority);
            }}
          >
            {t(`priority.${priority}`)}
          </Button>
        ))}
      </Stack>
    </Dialog>
  );
}
