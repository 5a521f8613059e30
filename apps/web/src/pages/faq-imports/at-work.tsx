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
  const share = isUndoing ? 1 - (job.nextChunk + 1) / (job.chunkCount + 1) : job.nextChunk / job.chunkCount;
  return (
    <Section title={isUndoing ? t('run.undoing') : t('run.title')} about={t('run.away')}>
      <Stack gap="md">
        <Progress size="lg" value={Math.max(2, Math.round(share * 100))} animated aria-label={t('run.progress')} />
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
