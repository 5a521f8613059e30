import { Button, Collapse, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import classes from './curve.module.css';
import type { Curve } from './curve.ts';
import { lines } from './curve.ts';
import { CurveChart } from './curve-chart.tsx';
import { CurveTable } from './curve-table.tsx';

/** The chart with its key and its table, and what can and cannot be read off it. */
export function CurveSection({
  curve,
  chosen,
  choose,
}: {
  readonly curve: Curve;
  readonly chosen: string | undefined;
  readonly choose: (week: string | undefined) => void;
}) {
  const t = useSentences('curve');
  const { number } = useFormat();
  const [isTable, { toggle }] = useDisclosure();
  const isKnown = curve.weeks.some(({ accuracy }) => accuracy && !accuracy.isTooFew);
  return (
    <Section
      title={t('chart.title')}
      aside={
        <Button size="xs" variant="subtle" onClick={toggle} aria-expanded={isTable}>
          {isTable ? t('chart.hideTable') : t('chart.table')}
        </Button>
      }
    >
      <Group component="ul" gap="md" m={0} mb="sm" p={0} style={{ listStyle: 'none' }}>
        {lines.map(({ name, color }) => (
          <Text key={name} component="li" size="sm" className={classes['key'] ?? ''} data-color={color}>
            {t(`line.${name}`)}
          </Text>
        ))}
      </Group>
      <CurveChart curve={curve} chosen={chosen} choose={choose} />
      <Text size="sm" c="dimmed" mt="sm" maw="75ch">
        {isKnown
          ? t('about.accuracy', { fewest: number(curve.fewest) })
          : t('about.unknown', { fewest: number(curve.fewest) })}
      </Text>
      <Collapse expanded={isTable}>
        <CurveTable weeks={curve.weeks} />
      </Collapse>
    </Section>
  );
}
