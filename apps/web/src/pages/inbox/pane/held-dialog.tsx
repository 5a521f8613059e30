import { Button, Group, Stack, Text } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import { Dialog } from './dialog.tsx';

/** Tells who holds the pen, and asks before it is taken from them. */
export function HeldDialog({
  name,
  close,
  onTake,
}: {
  readonly name: string;
  readonly close: () => void;
  readonly onTake: () => void;
}) {
  const t = useSentences('inbox-pane');
  return (
    <Dialog title={t('held.title', { name })} close={close}>
      <Stack>
        <Text size="sm">{t('held.about', { name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onTake}>
            {t('held.take', { name })}
          </Button>
          <Button data-autofocus onClick={close}>
            {t('held.leave')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
