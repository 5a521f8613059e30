import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Button, Card, Collapse, Group, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import classes from './home.module.css';
import type { Summary } from './summary.ts';

const parts = [
  ['answered', 'teal.6'],
  ['clarified', 'blue.5'],
  ['handedOver', 'orange.6'],
  ['leftToPeople', 'grape.5'],
  ['other', 'gray.5'],
] as const;

/** Messages over time by what became of them; its code is fetched when there is something to draw. */
export default function MessagesChart({ summary, height }: { readonly summary: Summary; readonly height: number }) {
  const t = useSentences('home');
  const screen = useLanguage();
  const format = useFormat();
  const [isTable, { toggle }] = useDisclosure();
  const rows = summary.series.map((figures) => ({ ...figures, time: timeName(figures.label, screen) }));
  const drawn = parts.filter(([name]) => summary.totals[name] > 0);
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm" gap="xs">
        <Text component="h2" fw={600}>
          {t('chart.title')}
        </Text>
        <Button size="xs" variant="subtle" onClick={toggle} aria-expanded={isTable}>
          {t(isTable ? 'chart.hideTable' : 'chart.table')}
        </Button>
      </Group>
      <div role="img" aria-label={t('chart.description')} dir="ltr">
        <BarChart
          h={height}
          data={rows}
          dataKey="time"
          type="stacked"
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          series={drawn.map(([name, color]) => ({ name, color, label: t(`figure.${name}`) }))}
          valueFormatter={format.number}
          barChartProps={{ accessibilityLayer: false }}
          yAxisProps={{ allowDecimals: false, width: 44 }}
          tooltipAnimationDuration={0}
        />
      </div>
      <Collapse expanded={isTable}>
        <Table.ScrollContainer minWidth={520} mah={360} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing={4} stickyHeader aria-label={t('chart.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('chart.time')}</Table.Th>
                <Table.Th className={classes['number'] ?? ''}>{t('figure.messages')}</Table.Th>
                {drawn.map(([name]) => (
                  <Table.Th key={name} className={classes['number'] ?? ''}>
                    {t(`figure.${name}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.label}>
                  <Table.Th scope="row" fw={400}>
                    {row.time}
                  </Table.Th>
                  <Table.Td className={classes['number'] ?? ''}>{format.number(row.messages)}</Table.Td>
                  {drawn.map(([name]) => (
                    <Table.Td key={name} className={classes['number'] ?? ''}>
                      {format.number(row[name])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Collapse>
    </Card>
  );
}

/** A day or an hour of the tenant's calendar, which is already that of its time zone. */
function timeName(label: string, screen: string): string {
  const [day = '', hour] = label.split('T');
  const moment = new Date(`${day}T${hour ?? '00:00'}:00Z`);
  return new Intl.DateTimeFormat(screen, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(hour !== undefined && { hour: 'numeric', minute: '2-digit' }),
  }).format(moment);
}
