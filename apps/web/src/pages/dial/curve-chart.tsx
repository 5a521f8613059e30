import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { Box } from '@mantine/core';
import { useLanguage, useSentences } from '../../i18n.ts';

interface Point {
  readonly threshold: number;
  readonly coverage: number;
  readonly accuracy: number;
}

/** The trade between answering more and answering rightly. */
export default function CurveChart({
  points,
  today,
  wanted,
  height,
}: {
  readonly points: readonly Point[];
  readonly today: number;
  readonly wanted: number;
  readonly height: number;
}) {
  const t = useSentences('dial');
  const language = useLanguage();
  const percent = (share: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(share);
  const data = points.map(({ threshold, coverage, accuracy }) => ({
    threshold: Math.round(threshold * 100),
    coverage,
    accuracy,
  }));
  const isMoved = Math.round(today * 100) !== Math.round(wanted * 100);
  return (
    <Box role="img" aria-label={t('curve.label')} dir="ltr">
      <LineChart
        h={height}
        data={data}
        dataKey="threshold"
        series={[
          { name: 'coverage', label: t('curve.coverage'), color: 'brand.6' },
          { name: 'accuracy', label: t('curve.accuracy'), color: 'orange.6' },
        ]}
        curveType="monotone"
        withDots={false}
        withLegend
        valueFormatter={percent}
        yAxisProps={{ domain: [0, 1], tickFormatter: percent }}
        xAxisProps={{
          type: 'number',
          domain: [0, 100],
          ticks: [0, 20, 40, 60, 80, 100],
          tickFormatter: (value: number) => percent(value / 100),
        }}
        xAxisLabel={t('curve.threshold')}
        referenceLines={[
          { x: Math.round(today * 100), label: t('curve.todayMark'), color: 'gray.6' },
          ...(isMoved ? [{ x: Math.round(wanted * 100), label: t('curve.wantedMark'), color: 'red.6' }] : []),
        ]}
        tooltipAnimationDuration={0}
        lineChartProps={{ accessibilityLayer: false }}
      />
    </Box>
  );
}
