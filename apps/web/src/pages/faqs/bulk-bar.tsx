import { Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { CategoryDialog } from './category-dialog.tsx';
import { BulkReason } from './gate/bulk-reason.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { type BulkVerb, useBulk } from './use-bulk.ts';
import type { Row } from './wanted.ts';

/** What can be done with the FAQs that are ticked. */
export function BulkBar({
  chosen,
  isArchive,
  clear,
}: {
  readonly chosen: readonly Row[];
  readonly isArchive: boolean;
  readonly clear: () => void;
}) {
  const t = useSentences('faqs');
  const format = useFormat();
  const [isNaming, naming] = useDisclosure();
  const [isTiming, timing] = useDisclosure();
  const bulk = useBulk(clear);
  if (chosen.length === 0 && !bulk.losing) return null;
  const ids = chosen.map(({ id }) => id);
  const verbs: readonly BulkVerb[] = isArchive ? ['restore', 'publish'] : ['publish', 'unpublish', 'archive'];
  return (
    <Paper withBorder radius="lg" px="md" py="xs" component="section" aria-label={t('bulk.label')}>
      <Group gap="xs">
        <Text size="sm" fw={600} role="status" me="auto">
          {t('bulk.chosen', { number: format.number(ids.length) })}
        </Text>
        {verbs.map((verb) => (
          <Button
            key={verb}
            size="xs"
            variant="default"
            loading={bulk.isPending && bulk.variables.verb === verb}
            disabled={bulk.isPending}
            onClick={() => bulk.mutate({ verb, ids })}
          >
            {t(`action.${verb}`)}
          </Button>
        ))}
        {!isArchive && (
          <Button size="xs" variant="default" disabled={bulk.isPending} onClick={timing.open}>
            {t('action.schedule')}
          </Button>
        )}
        {chosen.some(({ scheduledAt }) => scheduledAt !== undefined) && (
          <Button
            size="xs"
            variant="default"
            disabled={bulk.isPending}
            onClick={() => bulk.mutate({ verb: 'unschedule', ids })}
          >
            {t('action.unschedule')}
          </Button>
        )}
        <Button size="xs" variant="default" disabled={bulk.isPending} onClick={naming.open}>
          {t('action.categorise')}
        </Button>
        <Button size="xs" variant="subtle" onClick={clear}>
          {t('bulk.clear')}
        </Button>
      </Group>
      {isTiming && (
        <ScheduleDialog close={timing.close} onChoose={(time) => bulk.mutate({ verb: 'schedule', ids, time })} />
      )}
      <CategoryDialog
        isOpen={isNaming}
        close={naming.close}
        onChoose={(category) => bulk.mutate({ verb: 'categorise', ids, category })}
      />
      <BulkReason bulk={bulk} />
    </Paper>
  );
}
