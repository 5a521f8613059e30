import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useSentences } from '../../../i18n.ts';
import type { PaneState } from './use-pane.ts';

/** Sends what the bot would say: at once where one holds the pen, else after a yes, since it takes over. */
export function SendSuggestion({
  pane: { isMine, sending },
  suggestion: { text, imageUrl },
  children,
}: {
  readonly pane: PaneState;
  readonly suggestion: { readonly text: string; readonly imageUrl?: string | undefined };
  readonly children: ReactNode;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const [isOpen, { open, close }] = useDisclosure();
  const send = () => void sending.send([{ text, ...(imageUrl !== undefined && { imageUrl }) }]);
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" width={260} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="compact-sm" h={32} leftSection={children} onClick={isMine ? send : open}>
          {t('judged.send')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('judged.send')}>
        <Stack gap="sm">
          <Text size="sm">{t('judged.sendTakesOver')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button size="xs" variant="default" onClick={close}>
              {shell('action.cancel')}
            </Button>
            <Button
              size="xs"
              onClick={() => {
                close();
                send();
              }}
            >
              {t('composer.takeOverAndReply')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
