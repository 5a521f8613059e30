import { Badge, Group, Text } from '@mantine/core';
import { TextLink } from '../../components/button-link.tsx';
import { languageName } from '../../components/language-name.ts';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import type { trpcClient } from '../../trpc.ts';
import classes from './gaps.module.css';

type Listed = Awaited<ReturnType<typeof trpcClient.gaps.list.query>>['gaps'][number];

/** One gap in the list: what it asks, whom it lost, and when it came up. */
export function GapRow({ gap }: { readonly gap: Listed }) {
  const t = useSentences('gaps');
  const format = useFormat();
  return (
    <li className={classes['item']}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <TextLink
          to="/faqs/gaps/$gapId"
          params={{ gapId: gap.id }}
          className={classes['link'] ?? ''}
          c="inherit"
          fw={500}
          dir="auto"
          lineClamp={2}
        >
          {gap.example?.text || '…'}
        </TextLink>
        {gap.lost > 0 && (
          <Badge variant="light" tt="none" style={{ flex: 'none' }}>
            {t('lost', { count: gap.lost })}
          </Badge>
        )}
      </Group>
      <Group gap="xs" mt={2}>
        <Text size="sm" c="dimmed">
          {t('asked', { count: gap.count })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('last', { day: format.day(gap.lastAt) })}
        </Text>
        <Languages tags={gap.languages} />
      </Group>
    </li>
  );
}

/** In which languages it is asked; what is not known is not said. */
export function Languages({ tags }: { readonly tags: readonly string[] }) {
  const screen = useLanguage();
  const names = tags.filter((tag) => tag !== 'und').map((tag) => languageName(tag, screen));
  if (names.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {new Intl.ListFormat(screen, { type: 'unit' }).format(names)}
    </Text>
  );
}
