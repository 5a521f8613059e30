import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useSentences } from '../i18n.ts';

/** For the few things that cannot be undone: asks once, beside the button. Everything else is undone (undo.tsx). */
export function ConfirmButton({
  label,
  question,
  yes,
  isPending,
  onYes,
  children,
}: {
  readonly label: string;
  readonly question: string;
  readonly yes: string;
  readonly isPending: boolean;
  readonly onYes: () => void;
  readonly children: ReactNode;
}) {
  const t = useSentences('shell');
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-end" width={280} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="xs" variant="default" aria-label={label} loading={isPending} onClick={toggle}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="sm">
          <Text size="sm">{question}</Text>
          <Group justify="flex-end" gap="xs">
            <Button size="xs" variant="default" onClick={close}>
              {t('action.cancel')}
            </Button>
            <Button
              size="xs"
              color="red.9"
              onClick={() => {
                close();
                onYes();
              }}
            >
              {yes}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
