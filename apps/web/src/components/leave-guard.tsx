import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useSentences } from '../i18n.ts';

/** Asks, in the area's words, before what is not saved is left behind. */
export function LeaveGuard({
  isChanged,
  title,
  about,
  go,
  stay,
}: {
  readonly isChanged: boolean;
  readonly title: string;
  readonly about: string;
  readonly go: string;
  readonly stay: string;
}) {
  const shell = useSentences('shell');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={title}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <Stack>
        <Text>{about}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {go}
          </Button>
          <Button data-autofocus onClick={() => blocker.reset?.()}>
            {stay}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
