import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Button, Card, Collapse, Group, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

/** One part of each bar, and its column of the table. */
interface Part {
  readonly name: string;
  readonly color: string;
  readonly label: string;
}

interface Words {
  readonly title: string;
  readonly description: string;
  readonly showTable: string;
  readonly hideTable: string;
  /** What the bars stand along. */
  readonly time: string;
}

interface Column<Row> {
  readonly name: string;
  readonly label: string;
  readonly cellOf: (row: Row) => string;
}

/**
 * Figures over time as stacked bars, and as a table for whoever cannot see them; `total` stands before the parts in the table,
 * or after them. Fetched with the code that draws.
 */
export function StackedChart<Row extends { readonly key: string; readonly time: string }>({
  words,
  height,
  rows,
  parts,
  total,
  isTotalFirst = false,
  minWidth,
  say,
}: {
  readonly words: Words;
  readonly height: number;
  readonly rows: readonly (Row & Readonly<Record<string, unknown>>)[];
  readonly parts: readonly Part[];
  readonly total: Column<Row>;
  readonly isTotalFirst?: boolean;
  readonly minWidth: number;
  readonly say: (value: number) => string;
}) {
  const [isTable, { toggle }] = useDisclosure();
  const ofParts = parts.map(({ name, label }) => ({
    name,
    label,
    cellOf: (row: Readonly<Record<string, unknown>>) => say(Number(row[name])),
  }));
  const columns = isTotalFirst ? [total, ...ofParts] : [...ofParts, total];
  const number = { ta: 'end', style: { fontVariantNumeric: 'tabular-nums' } } as const;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm" gap="xs">
        <Text component="h2" fw={600}>
          {words.title}
        </Text>
        <Button size="xs" variant="subtle" onClick={toggle} aria-expanded={isTable}>
          {isTable ? words.hideTable : words.showTable}
        </Button>
      </Group>
      <div role="img" aria-label={words.description} dir="ltr">
        <BarChart
          h={height}
          data={[...rows]}
          dataKey="time"
          type="stacked"
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          series={[...parts]}
          valueFormatter={say}
          barChartProps={{ accessibilityLayer: false }}
          yAxisProps={{ allowDecimals: false, width: 44 }}
          tooltipAnimationDuration={0}
        />
      </div>
      <Collapse expanded={isTable}>
        <Table.ScrollContainer minWidth={minWidth} mah={360} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing={4} stickyHeader aria-label={words.title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.time}</Table.Th>
                {columns.map(({ name, label }) => (
                  <Table.Th key={name} {...number}>
                    {label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.key}>
                  <Table.Th scope="row" fw={400}>
                    {row.time}
                  </Table.Th>
                  {columns.map(({ name, cellOf }) => (
                    <Table.Td key={name} {...number}>
                      {cellOf(row)}
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
