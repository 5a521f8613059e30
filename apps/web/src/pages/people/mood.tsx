import { Text } from '@mantine/core';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { PersonRead } from './person.ts';

const WIDTH = 360;
const HEIGHT = 96;
const EDGE = 6;

/** How the customer has felt, message by message. */
export function Mood({ person: { feelings } }: { readonly person: PersonRead }) {
  const t = useSentences('people');
  const inbox = useSentences('inbox');
  const format = useFormat();
  const last = feelings.at(-1);
  if (!last) {
    return (
      <Section title={t('mood.title')}>
        <Text size="sm" c="dimmed">
          {t('mood.none')}
        </Text>
      </Section>
    );
  }
  const mood = last.leading === 'neutral' ? t('mood.neutral') : inbox(`mood.${last.leading}`);
  const label = t('mood.label', { number: format.number(feelings.length), mood });
  return (
    <Section title={t('mood.title')} about={t('mood.about')}>
      <Line values={feelings.map(({ score }) => score)} label={label} />
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </Section>
  );
}

/** From -1 at the bottom to 1 at the top; the oldest on the left in every language, as the clock of a diary runs. */
function Line({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const step = (WIDTH - 2 * EDGE) / Math.max(1, values.length - 1);
  const points = values.map((value, at) => ({
    x: EDGE + at * step,
    y: HEIGHT / 2 - Math.max(-1, Math.min(1, value)) * (HEIGHT / 2 - EDGE),
  }));
  const latest = points.at(-1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={label} style={{ maxWidth: WIDTH }}>
      <title>{label}</title>
      <line
        x1={EDGE}
        x2={WIDTH - EDGE}
        y1={HEIGHT / 2}
        y2={HEIGHT / 2}
        stroke="var(--mantine-color-default-border)"
        strokeDasharray="4 4"
      />
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth={2}
        strokeLinejoin="round"
      />
      {latest && <circle cx={latest.x} cy={latest.y} r={4} fill="var(--mantine-primary-color-filled)" />}
    </svg>
  );
}
