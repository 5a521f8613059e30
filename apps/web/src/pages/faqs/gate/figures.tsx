import { Group, Stack, Text } from '@mantine/core';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import type { ForetoldEffect } from './effect.ts';

type Difference = ForetoldEffect['accuracy'];

/** Accuracy and coverage before and after, with what chance leaves open. */
export function Figures({ effect }: { readonly effect: ForetoldEffect }) {
  const t = useSentences('gate');
  const { number } = useFormat();
  const { accuracy, coverage, lost, gained, own } = effect;
  return (
    <Stack gap="xs">
      <Group gap="lg" align="flex-start">
        <Figure label={t('accuracy')} of={accuracy} />
        <Figure label={t('coverage')} of={coverage} />
      </Group>
      <Text size="sm">
        {t('lost', { number: number(lost) })} · {t('gained', { number: number(gained) })}
      </Text>
      {own.lost > 0 && (
        <Text size="xs" c="dimmed">
          {t('own', { number: number(own.lost) })}
        </Text>
      )}
    </Stack>
  );
}

function Figure({ label, of: { before, after, low, high } }: { readonly label: string; readonly of: Difference }) {
  const t = useSentences('gate');
  const { number, share } = useFormat();
  const points = (value: number) => number(Math.round(value * 1_000) / 10);
  return (
    <Stack gap={0}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600}>{t('fromTo', { before: share(before), after: share(after) })}</Text>
      <Text size="xs" c="dimmed">
        {t('interval', { low: points(low), high: points(high) })}
      </Text>
    </Stack>
  );
}
