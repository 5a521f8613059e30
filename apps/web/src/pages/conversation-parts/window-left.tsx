import { Group, Text } from '@mantine/core';
import { IconClock, IconClockOff } from '@tabler/icons-react';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { Transcript } from './entry.ts';

/** What the platform still lets be sent to a customer, and until when; null where the customer never wrote. */
export function WindowLeft({ window }: { readonly window: NonNullable<Transcript['window']> | null }) {
  const t = useSentences('conversations');
  const format = useFormat();
  const isOpen = window !== null && window.remaining > 0 && new Date(window.expiresAt) > new Date();
  const Sign = isOpen ? IconClock : IconClockOff;
  const said = () => {
    if (!window) return t('window.never');
    const { remaining, limit, expiresAt } = window;
    if (new Date(expiresAt) <= new Date()) return t('window.closed', { when: format.moment(expiresAt) });
    if (remaining === 0) return t('window.usedUp', { limit: format.number(limit) });
    return t('window.open', { count: remaining, limit: format.number(limit), until: format.soon(expiresAt) });
  };
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" role="status" c={isOpen ? 'dimmed' : 'var(--mantine-color-error)'}>
      <Sign size={16} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Text size="sm" c="inherit">
        {said()}
      </Text>
    </Group>
  );
}
