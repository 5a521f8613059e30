import { Box, Stack, Text } from '@mantine/core';
import { useLanguage, useSentences } from '../../i18n.ts';
import type { ReadModelCall } from './read-model-calls.ts';

/** What a model was asked for a reply, how that ended and what it took. */
export function ModelCalls({ calls }: { readonly calls: readonly ReadModelCall[] }) {
  const t = useSentences('conversations');
  const language = useLanguage();
  if (calls.length === 0) return null;
  const number = new Intl.NumberFormat(language);
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumFractionDigits: 6 });
  return (
    <Box>
      <Text fw={600} mb={4}>
        {t('trace.models')}
      </Text>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {calls.map(({ purpose, model, tokens, costMicros, durationMs, outcome, why }) => (
          <li key={purpose}>
            <Text size="sm">{t(`trace.${purpose}`)}</Text>
            <Text size="sm">{t(`trace.ended.${outcome}`, { why })}</Text>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t('trace.spent', {
                model,
                tokens: number.format(tokens),
                ms: number.format(durationMs),
                cost: money.format(costMicros / 1_000_000),
              })}
            </Text>
          </li>
        ))}
      </Stack>
    </Box>
  );
}
