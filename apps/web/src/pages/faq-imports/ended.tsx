import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconHandStop } from '@tabler/icons-react';
import { ButtonLink } from '../../components/button-link.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { Counts } from './counts.tsx';
import { RowErrors } from './row-errors.tsx';
import type { Job } from './upload-file.ts';
import { useImportActions } from './use-import.ts';

type EndState = 'done' | 'cancelled' | 'failed' | 'undone';

const looks = {
  done: { colour: 'brand', icon: IconCircleCheck },
  cancelled: { colour: 'yellow', icon: IconHandStop },
  failed: { colour: 'red', icon: IconAlertTriangle },
  undone: { colour: 'gray', icon: IconArrowBackUp },
} as const;

/** What an import came to, and the way back. */
export function Ended({ job }: { readonly job: Job }) {
  const t = useSentences('faq-imports');
  const state = job.state as EndState;
  const { colour, icon: Sign } = looks[state];
  const { retry, undo } = useImportActions(job.id);
  const { counts } = job;
  return (
    <Stack gap="lg">
      <Alert color={colour} title={t(`end.${state}`)} icon={<Sign aria-hidden />} role="status">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">
            <Words job={job} />
          </Text>
          <Group gap="md">
            {state === 'failed' && (
              <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
                {t('end.retry')}
              </Button>
            )}
            {state !== 'undone' && (
              <ConfirmButton
                label={t('end.undo')}
                question={t('end.undoSure')}
                yes={t('end.undo')}
                isPending={undo.isPending}
                onYes={() => undo.mutate()}
              >
                {t('end.undo')}
              </ConfirmButton>
            )}
            <ButtonLink size="xs" variant="default" to="/faqs/import">
              {t('end.again')}
            </ButtonLink>
            <PathLink to="/faqs" size="sm">
              {t('end.toFaqs')}
            </PathLink>
          </Group>
        </Stack>
      </Alert>
      {state !== 'undone' && (
        <Section title={t('counts.label')}>
          <Counts counts={counts} />
        </Section>
      )}
      {job.rowErrors.length > 0 && state !== 'undone' && (
        <Section title={t('errors.title')}>
          <RowErrors errors={job.rowErrors} count={counts.failed} />
        </Section>
      )}
    </Stack>
  );
}

function Words({ job: { state, isPublishing, undone, counts } }: { readonly job: Job }) {
  const t = useSentences('faq-imports');
  switch (state) {
    case 'undone':
      return [
        t('end.restored', { count: undone.restored }),
        ...(undone.kept > 0 ? [t('end.kept', { count: undone.kept })] : []),
      ].join(' ');
    case 'cancelled':
      return t('end.cancelledAbout');
    case 'failed':
      return t('end.failedAbout');
    default:
      if (counts.created + counts.updated === 0) return null;
      return isPublishing ? t('end.published') : t('end.drafts');
  }
}
