import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { shows, type Wanted } from './wanted.ts';

/** How many FAQs there are of each kind; each count shows those. */
export function Counts({
  wanted,
  change,
}: {
  readonly wanted: Wanted;
  readonly change: (next: (now: Wanted) => Wanted) => void;
}) {
  const t = useSentences('faqs');
  const format = useFormat();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.faqs.counts.queryOptions());
  return (
    <Group component="fieldset" gap={6} m={0} p={0} bd={0} miw={0} aria-label={t('show.label')}>
      {(['all', ...shows] as const).map((each) => {
        const isShown = each === (wanted.show ?? 'all');
        return (
          <Button
            key={each}
            size="compact-sm"
            radius="xl"
            fw={isShown ? 600 : 400}
            variant={isShown ? 'light' : 'default'}
            aria-pressed={isShown}
            onClick={() => change(({ show: _before, ...rest }) => (each === 'all' ? rest : { ...rest, show: each }))}
          >
            {t(`show.${each}`)}
            {counts && ` ${format.number(counts[each])}`}
          </Button>
        );
      })}
    </Group>
  );
}
