import { Card, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { Breakdowns } from './breakdowns.tsx';
import classes from './home.module.css';
import { RatingsCard } from './ratings-card.tsx';
import { ResolvedCard } from './resolved-card.tsx';
import type { Summary } from './summary.ts';
import { TimesTable } from './times-table.tsx';

const MessagesChart = lazy(() => import('./messages-chart.tsx'));
const CHART_HEIGHT = 320;

/** What happened in the chosen time. `isOld` while newer figures are fetched. */
export function HomeFigures({ summary, isOld }: { readonly summary: Summary; readonly isOld: boolean }) {
  const t = useSentences('home');
  const format = useFormat();
  const { totals, countedTo, timeZone } = summary;
  return (
    <Stack gap="md" style={isOld ? { opacity: 0.6 } : undefined} aria-busy={isOld}>
      <Tiles totals={totals} />
      {totals.messages === 0 ? (
        <Card withBorder p={0}>
          <EmptyState icon={IconChartBar} title={t('none.title')}>
            {t('none.body')}
          </EmptyState>
        </Card>
      ) : (
        <Suspense fallback={<Skeleton h={CHART_HEIGHT + 90} radius="md" />}>
          <MessagesChart summary={summary} height={CHART_HEIGHT} />
        </Suspense>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack gap="md">
          <ResolvedCard totals={totals} />
          <TimesTable totals={totals} />
        </Stack>
        <RatingsCard />
      </SimpleGrid>
      {totals.messages > 0 && <Breakdowns summary={summary} />}
      <Text size="xs" c="dimmed">
        {t('range.zone', { zone: timeZone })}
        {countedTo !== undefined && ` · ${t('countedTo', { when: format.moment(countedTo) })}`}
      </Text>
    </Stack>
  );
}

const tiles = ['messages', 'answered', 'handedOver', 'unanswered'] as const;

function Tiles({ totals }: { readonly totals: Summary['totals'] }) {
  const t = useSentences('home');
  const format = useFormat();
  const screen = useLanguage();
  const percent = new Intl.NumberFormat(screen, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }} component="dl" m={0}>
      {tiles.map((name) => (
        <Card key={name} withBorder className={classes['tile'] ?? ''}>
          <Text component="dt" size="sm" c="dimmed">
            {t(`figure.${name}`)}
          </Text>
          <Text component="dd" m={0} fz={{ base: '1.6rem', sm: '2rem' }} fw={650} lh={1.3}>
            {format.number(totals[name])}
            <Text component="span" display="block" size="xs" c="dimmed" fw={400}>
              {name === 'messages' || totals.messages === 0
                ? t('figure.messagesHint')
                : t('figure.share', { percent: percent.format(totals[name] / totals.messages) })}
            </Text>
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

/** The place of the figures while they are fetched, as high as they will be. */
export function HomeFiguresLoading() {
  const shell = useSentences('shell');
  return (
    <Stack gap="md" aria-busy="true" role="status" aria-label={shell('state.loading')}>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
        {tiles.map((name) => (
          <Skeleton key={name} h={118} radius="md" />
        ))}
      </SimpleGrid>
      <Skeleton h={CHART_HEIGHT + 90} radius="md" />
    </Stack>
  );
}
