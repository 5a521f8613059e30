import { Card, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useChannelName } from '../../components/channel-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useSentences } from '../../i18n.ts';
import classes from './billing.module.css';
import { type Overview, rules } from './overview.ts';
import { useSaying } from './use-saying.ts';

const UsageChart = lazy(() => import('./usage-chart.tsx'));
const CHART_HEIGHT = 280;
const number = { className: classes['number'] ?? '' };

/** What was used: day by day, by plan and rule, and by channel. */
export function UsageSection({ overview }: { readonly overview: Overview }) {
  const t = useSentences('billing');
  const isUsed = overview.channels.length > 0;
  if (!isUsed && overview.feeMicros === 0) {
    return (
      <Card withBorder p={0}>
        <EmptyState icon={IconReceipt} title={t('use.none')}>
          {t('use.noneBody')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Stack gap="md">
      {isUsed && (
        <Suspense fallback={<Skeleton h={CHART_HEIGHT + 90} radius="md" />}>
          <UsageChart overview={overview} height={CHART_HEIGHT} />
        </Suspense>
      )}
      <SimpleGrid cols={{ base: 1, lg: isUsed ? 2 : 1 }} spacing="md">
        <Lines overview={overview} />
        {isUsed && <Channels overview={overview} />}
      </SimpleGrid>
    </Stack>
  );
}

function Lines({ overview: { lines, feeMicros, totalMicros, currency } }: { readonly overview: Overview }) {
  const t = useSentences('billing');
  const say = useSaying(currency);
  return (
    <Card withBorder>
      <Text component="h2" fw={600} mb={4}>
        {t('lines.title')}
      </Text>
      <Table.ScrollContainer minWidth={460} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={6} aria-label={t('lines.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('lines.what')}</Table.Th>
              <Table.Th {...number}>{t('lines.quantity')}</Table.Th>
              <Table.Th {...number}>{t('lines.included')}</Table.Th>
              <Table.Th {...number}>{t('lines.unit')}</Table.Th>
              <Table.Th {...number}>{t('lines.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {feeMicros > 0 && (
              <Table.Tr>
                <Table.Th scope="row" fw={400} colSpan={4}>
                  {t('lines.fee')}
                </Table.Th>
                <Table.Td {...number}>{say.amount(feeMicros)}</Table.Td>
              </Table.Tr>
            )}
            {lines.map(({ plan, rule, quantity, included, unitMicros, amountMicros }) => (
              <Table.Tr key={`${plan} ${rule}`}>
                <Table.Th scope="row" fw={400}>
                  {t(`rule.${rule}`)}
                  <Text size="xs" c="dimmed">
                    {t(`plan.${plan}`)}
                  </Text>
                </Table.Th>
                <Table.Td {...number}>{say.number(quantity)}</Table.Td>
                <Table.Td {...number}>{say.number(included)}</Table.Td>
                <Table.Td {...number}>{say.unit(unitMicros)}</Table.Td>
                <Table.Td {...number}>{say.amount(amountMicros)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row" colSpan={4}>
                {t('lines.total')}
              </Table.Th>
              <Table.Td {...number} fw={600}>
                {say.amount(totalMicros)}
              </Table.Td>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

function Channels({ overview: { channels, currency } }: { readonly overview: Overview }) {
  const t = useSentences('billing');
  const say = useSaying(currency);
  const channelName = useChannelName();
  return (
    <Card withBorder>
      <Text component="h2" fw={600} mb={4}>
        {t('channels.title')}
      </Text>
      <Table.ScrollContainer minWidth={380} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={6} aria-label={t('channels.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('channels.channel')}</Table.Th>
              {rules.map((rule) => (
                <Table.Th key={rule} {...number}>
                  {t(`ruleShort.${rule}`)}
                </Table.Th>
              ))}
              <Table.Th {...number}>{t('lines.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {channels.map(({ channel, quantities, amountMicros }) => (
              <Table.Tr key={channel ?? ''}>
                <Table.Th scope="row" fw={400}>
                  {channel === undefined ? t('channels.unknown') : channelName(channel)}
                </Table.Th>
                {rules.map((rule) => (
                  <Table.Td key={rule} {...number}>
                    {say.number(quantities[rule])}
                  </Table.Td>
                ))}
                <Table.Td {...number}>{say.amount(amountMicros)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
