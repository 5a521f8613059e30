import type { FaqImportCounts } from '@answerdesk/domain';
import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';

/** How the rows are taken over, and the start; `counts` are missing while nobody knows what would come of it. */
export function StartForm({
  isPublishing,
  onPublishing,
  counts,
  isPending,
  onStart,
}: {
  readonly isPublishing: boolean;
  readonly onPublishing: (isPublishing: boolean) => void;
  readonly counts: FaqImportCounts | undefined;
  readonly isPending: boolean;
  readonly onStart: () => void;
}) {
  const t = useSentences('faq-imports');
  const count = counts && counts.created + counts.updated;
  return (
    <Section title={t('start.how')}>
      <Stack gap="md">
        <Radio.Group
          aria-label={t('start.how')}
          value={isPublishing ? 'publish' : 'draft'}
          onChange={(value) => onPublishing(value === 'publish')}
        >
          <Stack gap="sm">
            <Radio value="draft" label={t('start.draft')} description={t('start.draftAbout')} />
            <Radio value="publish" label={t('start.publish')} description={t('start.publishAbout')} />
          </Stack>
        </Radio.Group>
        {count === 0 && <Text role="status">{t('check.nothing')}</Text>}
        <Group>
          <Button disabled={!count} loading={isPending} onClick={onStart}>
            {count ? t('start.go', { count }) : t('start.goNone')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
