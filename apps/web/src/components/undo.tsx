import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { sentences } from '../i18n.ts';
import { notify, notifyFailure } from './notify.tsx';

const UNDO_WITHIN_MS = 10_000;

/** Tells what was done with a button that takes it back; asked in place of "are you sure". */
export function offerUndo(message: string, undo: () => Promise<unknown>): void {
  const t = sentences('shell');
  const id = notifications.show({
    autoClose: UNDO_WITHIN_MS,
    closeButtonProps: { 'aria-label': t('action.close') },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" style={{ flexShrink: 0 }} onClick={() => void takeBack()}>
          {t('action.undo')}
        </Button>
      </Group>
    ),
  });
  const takeBack = async () => {
    notifications.hide(id);
    try {
      await undo();
      notify(t('state.undone'));
    } catch (error) {
      notifyFailure(error);
    }
  };
}
