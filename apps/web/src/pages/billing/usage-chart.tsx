import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Button, Card, Collapse, Group, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSentences } from '../../i18n.ts';
import classes from './billing.module.css';
import { type Overview, rules } from './overview.ts';
import { useSaying } from './use-saying.ts';

const colours = { 'faq-exact': 'teal.6', generated: 'grape.5' } as const;
const number = { className: classes['number'] ?? '' };

/** Bot replies by day and rule; its code is fetched when there is something to draw. */
export default function UsageChart({ overview, height }: { readonly overview: Overview; readonly height: number }) {
  const t = useSentences('billing');
  const say = useSaying(overview.currency);
  const [isTable, { toggle }] = useDisclosure();
  const rows = overview.days.map(({ day, quantities, amountMicros }) => ({
    ...quantities,
    day,
    time: say.shortDay(day),
    amountMicros,
  }));
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm" gap="xs">
        <Text component="h2" fw={600}>
          {t('use.title')}
        </Text>
        <Button size="xs" variant="subtle" onClick={toggle} aria-expanded={isTable}>
          {t(isTable ? 'use.hideTable' : 'use.table')}
        </Button>
      </Group>
      <div role="img" aria-label={t('use.description')} dir="ltr">
        <BarChart
          h={height}
          data={rows}
          dataKey="time"
          type="stacked"
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          series={rules.map((rule) => ({ name: rule, color: colours[rule], label: t(`ruleShort.${rule}`) }))}
          valueFormatter={say.number}
          barChartProps={{ accessibilityLayer: false }}
          yAxisProps={{ allowDecimals: false, width: 44 }}
          tooltipAnimationDuration={0}
        />
      </div>
      <Collapse expanded={isTable}>
        <Table.ScrollContainer minWidth={460} mah={360} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing={4} stickyHeader aria-label={t('use.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('use.day')}</Table.Th>
                {rules.map((rule) => (
                  <Table.Th key={rule} {...number}>
                    {t(`ruleShort.${rule}`)}
                  </Table.Th>
                ))}
                <Table.Th {...number}>{t('use.cost')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.day}>
                  <Table.Th scope="row" fw={400}>
                    {row.time}
                  </Table.Th>
                  {rules.map((rule) => (
                    <Table.Td key={rule} {...number}>
                      {say.number(row[rule])}
                    </Table.Td>
                  ))}
                  <Table.Td {...number}>{say.amount(row.amountMicros)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Collapse>
    </Card>
  );
}
