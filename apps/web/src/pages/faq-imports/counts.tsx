import type { FaqImportCounts } from '@answerdesk/domain';
import { Box, SimpleGrid, Text } from '@mantine/core';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';

export const countNames = [
  'created',
  'updated',
  'skipped',
  'failed',
] as const satisfies readonly (keyof FaqImportCounts)[];

/** What becomes of the rows of a file, or became of them. */
export function Counts({ counts }: { readonly counts: FaqImportCounts }) {
  const t = useSentences('faq-imports');
  const { number } = useFormat();
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} m={0} aria-label={t('counts.label')}>
      {countNames.map((name) => (
        <Box key={name} data-count={name}>
          <Text component="dt" size="sm" c="dimmed">
            {t(`counts.${name}`)}
          </Text>
          <Text
            component="dd"
            m={0}
            fz="h2"
            fw={650}
            {...(name === 'failed' && counts.failed > 0 && { c: 'var(--mantine-color-error)' })}
          >
            {number(counts[name])}
          </Text>
        </Box>
      ))}
    </SimpleGrid>
  );
}
