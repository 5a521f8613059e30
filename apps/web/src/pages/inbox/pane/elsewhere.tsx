import { Button, Group, Text } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import type { useDraft } from './use-draft.ts';

/** Says that another device has other words for the same reply. */
export function Elsewhere({
  draft: { elsewhere, takeElsewhere, dismissElsewhere },
}: {
  readonly draft: ReturnType<typeof useDraft>;
}) {
  const t = useSentences('inbox-pane');
  if (!elsewhere) return null;
  return (
    <Group gap="xs" role="status">
      <Text size="xs" c="dimmed" flex={1} lineClamp={2}>
        {t('draft.elsewhere')} <bdi>{elsewhere.text}</bdi>
      </Text>
      <Button size="compact-sm" variant="light" onClick={takeElsewhere}>
        {t('draft.take')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={dismissElsewhere}>
        {t('draft.keep')}
      </Button>
    </Group>
  );
}
