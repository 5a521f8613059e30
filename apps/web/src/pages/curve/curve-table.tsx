import { Table, Text } from '@mantine/core';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { type CurveWeek, lines, type MeasuredShare } from './curve.ts';
import { useCurveFormat } from './use-curve-format.ts';

/** The chart's figures for whoever cannot see it, with the range that each lies in. */
export function CurveTable({ weeks }: { readonly weeks: readonly CurveWeek[] }) {
  const t = useSentences('curve');
  const { week: weekName } = useCurveFormat();
  return (
    <Table.ScrollContainer minWidth={640} mah={360} mt="sm" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={4} stickyHeader aria-label={t('chart.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('chart.weekHead')}</Table.Th>
            {lines.map(({ name }) => (
              <Table.Th key={name}>{t(`line.${name}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.map((week) => (
            <Table.Tr key={week.week}>
              <Table.Th scope="row" fw={400}>
                {weekName(week.week)}
                {!week.isOver && ` · ${t('chart.running')}`}
              </Table.Th>
              {lines.map(({ name }) => (
                <Table.Td key={name}>
                  <ShareCell share={week[name]} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ShareCell({ share }: { readonly share: MeasuredShare | undefined }) {
  const t = useSentences('curve');
  const { percent } = useCurveFormat();
  const { number } = useFormat();
  if (!share) {
    return (
      <Text size="sm" c="dimmed">
        {t('chart.unknown')}
      </Text>
    );
  }
  const figures = { low: percent(share.low), high: percent(share.high), number: number(share.n) };
  return (
    <>
      <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {percent(share.share)}
      </Text>
      <Text size="xs" c="dimmed">
        {t(share.isTooFew ? 'chart.tooFew' : 'chart.range', figures)}
      </Text>
    </>
  );
}
