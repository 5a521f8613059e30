import { Alert, Button, Fieldset, Group, Paper, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { FormProblem } from '../../components/form-problem.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import type { SectionDraft } from './use-section.ts';

/** A section's form: its fields, what is wrong, saving and discarding, and what to do when somebody else saved first. */
export function SectionForm<Value>({
  title,
  about,
  draft,
  problem,
  children,
  after,
}: {
  readonly title: string;
  readonly about: string;
  readonly draft: SectionDraft<Value>;
  /** Why the draft cannot be saved as it stands. */
  readonly problem?: string | undefined;
  readonly children: ReactNode;
  readonly after?: ReactNode;
}) {
  const t = useSentences('settings');
  const shell = useSentences('shell');
  const { isChanged, isSaving, mayWrite, conflict } = draft;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === undefined && isChanged) draft.save();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={title} about={about}>
          <Fieldset variant="unstyled" disabled={!mayWrite}>
            <Stack gap="md">{children}</Stack>
          </Fieldset>
        </Section>
        {after}
        {conflict && (
          <Alert color="yellow" role="alert" title={t('conflict.title')} icon={<IconUsers aria-hidden />}>
            <Stack gap="sm" align="flex-start">
              <Text size="sm">{t('conflict.about')}</Text>
              <Group gap="xs">
                <Button size="xs" onClick={conflict.takeTheirs}>
                  {t('conflict.theirs')}
                </Button>
                <Button size="xs" variant="default" onClick={conflict.keepMine}>
                  {t('conflict.mine')}
                </Button>
              </Group>
            </Stack>
          </Alert>
        )}
        {isChanged && <FormProblem>{draft.problem}</FormProblem>}
        {mayWrite && (
          <Paper withBorder radius="lg" p="sm" pos="sticky" bottom={12} style={{ zIndex: 2 }}>
            <Group justify="space-between">
              <Text size="sm" c="dimmed" role="status" flex="1 1 12rem">
                {isChanged ? (problem ?? t('form.unsaved')) : t('form.saved')}
              </Text>
              <Group gap="xs">
                <Button variant="default" disabled={!isChanged || isSaving} onClick={draft.discard}>
                  {t('form.discard')}
                </Button>
                <Button type="submit" disabled={!isChanged || problem !== undefined} loading={isSaving}>
                  {shell('action.save')}
                </Button>
              </Group>
            </Group>
          </Paper>
        )}
      </Stack>
      <LeaveGuard
        isChanged={isChanged}
        title={t('leave.title')}
        about={t('leave.about')}
        go={t('leave.go')}
        stay={t('leave.stay')}
      />
    </form>
  );
}
