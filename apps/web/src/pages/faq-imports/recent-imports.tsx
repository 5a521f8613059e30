import { Badge, Box, Group, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { countNames } from './counts.tsx';
import classes from './faq-imports.module.css';
import type { Job } from './upload-file.ts';
import { isAtWork, POLL_MS } from './use-import.ts';
import { useWhoAndWhen } from './who-and-when.ts';

const colours: Readonly<Record<Job['state'], string>> = {
  uploaded: 'gray',
  running: 'blue',
  cancelled: 'yellow',
  done: 'brand',
  failed: 'red',
  undoing: 'blue',
  undone: 'gray',
};

/** The latest imports, each with how it stands. */
export function RecentImports() {
  const t = useSentences('faq-imports');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.faqImports.list.queryOptions(undefined, {
      refetchOnMount: 'always',
      refetchInterval: ({ state }) => state.data?.some(isAtWork) && POLL_MS,
    }),
  );
  return (
    <Section title={t('recent.title')} about={t('recent.about')}>
      {error ? (
        <ErrorState error={error} retry={refetch} />
      ) : !data ? (
        <LoadingRows rows={3} height={56} />
      ) : data.length === 0 ? (
        <EmptyState icon={IconFileUpload} title={t('recent.none')}>
          {t('recent.noneAbout')}
        </EmptyState>
      ) : (
        <ul className={classes['list']}>
          {data.map((job) => (
            <ImportLine key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function ImportLine({ job }: { readonly job: Job }) {
  const t = useSentences('faq-imports');
  const { number } = useFormat();
  const whoAndWhen = useWhoAndWhen();
  const happened = countNames.filter((name) => job.counts[name] > 0);
  return (
    <Group component="li" className={classes['item']} justify="space-between" gap="xs">
      <Box className={classes['text']} flex="1 1 16rem">
        <TextLink to="/faqs/import/$importId" params={{ importId: job.id }} fw={600} dir="auto">
          {job.fileName}
        </TextLink>
        <Text size="sm" c="dimmed">
          {whoAndWhen(job)}
        </Text>
      </Box>
      <Group gap="xs">
        <Text size="sm">
          {happened.length === 0
            ? t('rowCount', { count: job.rowCount })
            : happened.map((name) => `${t(`counts.${name}`)} ${number(job.counts[name])}`).join(' · ')}
        </Text>
        <Badge variant="light" color={colours[job.state]} c="var(--mantine-color-text)">
          {t(`state.${job.state}`)}
        </Badge>
      </Group>
    </Group>
  );
}
