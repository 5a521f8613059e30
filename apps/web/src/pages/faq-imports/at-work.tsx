import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { Counts } from './counts.tsx';
import type { Job } from './upload-file.ts';
import { useImportActions } from './use-import.ts';

/** An import that is running or being undone. */
export function AtWork({ job }: { readonly job: Job }) {
  const t = useSentences('faq-imports');
  const { cancel } = useImportActions(job.id);
  const isUndoing = job.state === 'undoing';
  return (
    <Section title={isUndoing ? t('run.undoing') : t('run.title')} about={t('run.away')}>
      <Stack gap="md">
        <Progress
          size="lg"
          value={Math.max(2, Math.round(shareDone(job) * 100))}
          animated
          aria-label={t('run.progress')}
        />
        {!isUndoing && (
          <>
            <Counts counts={job.counts} />
            <Group>
              <Button
                variant="default"
                disabled={job.isCancelWanted}
                loading={cancel.isPending}
                onClick={() => cancel.mutate()}
              >
                {t('run.stop')}
              </Button>
              <Text size="sm" role="status">
                {job.isCancelWanted && t('run.stopping')}
              </Text>
            </Group>
          </>
        )}
      </Stack>
    </Section>
  );
}

/** How much of the work is done; an import that was stopped has only its first rows to put back. */
function shareDone({ state, nextChunk, chunkCount, rowCount, counts }: Job): number {
  if (state === 'running') return nextChunk / chunkCount;
  const dealtWith = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return 1 - Math.min(1, (nextChunk + 1) / ((chunkCount * dealtWith) / rowCount + 1));
}
