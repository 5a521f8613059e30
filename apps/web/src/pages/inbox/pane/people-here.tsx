import { Group, Text } from '@mantine/core';
import { IconEye, IconMoon, IconPencil } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import type { PaneState } from './use-pane.ts';

/** Who else has the conversation open: who of them is writing, and who has left the screen. */
export function PeopleHere({
  others,
  nameOf,
}: {
  readonly others: PaneState['others'];
  readonly nameOf: (userId: string) => string;
}) {
  const t = useSentences('inbox-pane');
  const typing = others.filter(({ isTyping }) => isTyping).map(({ userId }) => nameOf(userId));
  const viewing = others.filter(({ isTyping, isIdle }) => !isTyping && !isIdle).map(({ userId }) => nameOf(userId));
  const idle = others.filter(({ isTyping, isIdle }) => !isTyping && isIdle).map(({ userId }) => nameOf(userId));
  return (
    <Group gap="sm" role="status" data-people>
      {typing.length > 0 && (
        <Group gap={4} wrap="nowrap">
          <IconPencil size={14} aria-hidden />
          <Text size="xs">{t('people.typing', { names: typing.join(', '), count: typing.length })}</Text>
        </Group>
      )}
      {viewing.length > 0 && (
        <Group gap={4} wrap="nowrap" c="dimmed">
          <IconEye size={14} aria-hidden />
          <Text size="xs" c="inherit">
            {t('people.viewing', { names: viewing.join(', '), count: viewing.length })}
          </Text>
        </Group>
      )}
      {idle.length > 0 && (
        <Group gap={4} wrap="nowrap" c="dimmed">
          <IconMoon size={14} aria-hidden />
          <Text size="xs" c="inherit">
            {t('people.idle', { names: idle.join(', ') })}
          </Text>
        </Group>
      )}
    </Group>
  );
}
