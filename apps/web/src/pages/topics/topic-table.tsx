import { faqOfTopic } from '@answerdesk/domain';
import { Group, Stack, Text } from '@mantine/core';
import { TextLink } from '../../components/button-link.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { trpcClient } from '../../trpc.ts';
import { Sparkline } from './sparkline.tsx';

type TopicRow = Awaited<ReturnType<typeof trpcClient.topics.list.query>>[number];

/** All topics of the last 28 days, the most frequent first. */
export function TopicTable({ topics }: { readonly topics: readonly TopicRow[] }) {
  const t = useSentences('topics');
  const { number } = useFormat();
  const figure = (value: number) => <Text style={{ fontVariantNumeric: 'tabular-nums' }}>{number(value)}</Text>;
  return (
    <VirtualTable
      label={t('table.label')}
      rows={topics}
      idOf={({ topic }) => topic}
      columns={[
        { name: 'topic', header: t('table.topic'), cell: (row) => <TopicName row={row} /> },
        { name: 'week', header: t('table.week'), width: '6rem', cell: ({ week }) => figure(week) },
        { name: 'fourWeeks', header: t('table.fourWeeks'), width: '6rem', cell: ({ fourWeeks }) => figure(fourWeeks) },
        { name: 'trend', header: t('table.trend'), width: '10rem', cell: (row) => <Trend row={row} /> },
      ]}
      card={(row) => (
        <Stack gap={4}>
          <TopicName row={row} />
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed" flex="1 1 12rem">
              {t('table.counts', { week: number(row.week), fourWeeks: number(row.fourWeeks) })}
            </Text>
            <Trend row={row} />
          </Group>
        </Stack>
      )}
    />
  );
}

function TopicName({ row: { topic, title } }: { readonly row: TopicRow }) {
  const faqId = faqOfTopic(topic);
  const look = { lineClamp: 2, style: { overflowWrap: 'anywhere' } } as const;
  if (faqId === undefined) {
    return (
      <Text {...look}>
        <bdi>{title}</bdi>
      </Text>
    );
  }
  return (
    <TextLink to="/faqs/$faqId" params={{ faqId }} {...look}>
      <bdi>{title}</bdi>
    </TextLink>
  );
}

function Trend({ row: { week, days } }: { readonly row: TopicRow }) {
  const t = useSentences('topics');
  const { number } = useFormat();
  const before = days.slice(-14, -7).reduce((sum, one) => sum + one, 0);
  return <Sparkline values={days} label={t('table.trendOf', { week: number(week), before: number(before) })} />;
}
