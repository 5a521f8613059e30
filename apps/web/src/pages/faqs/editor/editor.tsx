import { Box, Fieldset, Grid, Stack, Tabs } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconDeviceMobileMessage, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { TextLink } from '../../../components/button-link.tsx';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { useSentences } from '../../../i18n.ts';
import { FaqBadges } from '../faq-badges.tsx';
import { EffectPanel } from '../gate/effect-panel.tsx';
import { ReasonDialog } from '../gate/reason-dialog.tsx';
import { AnswersSection } from './answers-section.tsx';
import { ButtonsSection } from './buttons-section.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DetailsSection } from './details-section.tsx';
import type { FaqDraft, FaqRead } from './draft.ts';
import { EditorActions } from './editor-actions.tsx';
import { Preview } from './preview.tsx';
import { QuestionSection } from './question-section.tsx';
import { SaveBar } from './save-bar.tsx';
import { ScheduleNote } from './schedule-note.tsx';
import { Similar } from './similar.tsx';
import { useFaqEditor } from './use-faq-editor.ts';

/** Writes one FAQ, new or not, beside how customers will see it. */
export function Editor({ faq, initial }: { readonly faq: FaqRead | undefined; readonly initial: FaqDraft }) {
  const t = useSentences('faqs');
  const editor = useFaqEditor(faq, initial);
  const { draft, saved } = editor;
  const [language, setLanguage] = useState('');
  const [tab, setTab] = useState<string | null>('write');
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  useHotkeys([['mod+S', () => editor.save()]], []);
  const shown = draft.translations.some(({ locale }) => locale === language) ? language : '';
  const heading = saved ? (editor.mayWrite ? 'edit.title' : 'question.title') : 'new';
  const form = (
    <Stack gap="md">
      <QuestionSection editor={editor} />
      <AnswersSection editor={editor} shown={shown} show={setLanguage} />
      <Fieldset variant="unstyled" m={0} disabled={!editor.mayWrite}>
        <Stack gap="md">
          <ButtonsSection editor={editor} />
          <DetailsSection editor={editor} />
        </Stack>
      </Fieldset>
    </Stack>
  );
  const aside = (
    <>
      {editor.mayPublish && editor.isPublishable && <EffectPanel content={editor.checked.content} id={saved?.id} />}
      <Similar draft={draft} exceptId={saved?.id} />
      <Preview draft={draft} language={shown || draft.locale} />
    </>
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      <TextLink to="/faqs" size="sm" display="inline-flex" style={{ alignItems: 'center', gap: 6 }} mb="xs">
        <IconArrowLeft size={16} aria-hidden className="mantine-rotate-rtl" />
        {t('title')}
      </TextLink>
      <PageHeader title={t(heading)} actions={saved && <EditorActions editor={editor} saved={saved} />}>
        {!saved && t('edit.intro')}
      </PageHeader>
      {saved && (
        <Box mb="md">
          <FaqBadges row={standing(saved)} />
        </Box>
      )}
      {saved && <ScheduleNote editor={editor} saved={saved} />}
      {isWide ? (
        <Grid gap="md">
          <Grid.Col span={7}>{form}</Grid.Col>
          <Grid.Col span={5}>
            <Box pos="sticky" top={76}>
              {aside}
            </Box>
          </Grid.Col>
        </Grid>
      ) : (
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List grow mb="md">
            <Tabs.Tab value="write" leftSection={<IconPencil size={16} aria-hidden />}>
              {t('edit.write')}
            </Tabs.Tab>
            <Tabs.Tab value="look" leftSection={<IconDeviceMobileMessage size={16} aria-hidden />}>
              {t('preview.title')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="write">{form}</Tabs.Panel>
          <Tabs.Panel value="look">{aside}</Tabs.Panel>
        </Tabs>
      )}
      {editor.mayWrite && <SaveBar editor={editor} />}
      <ConflictDialog editor={editor} />
      <ReasonDialog
        effect={editor.losing?.effect}
        isBusy={editor.isSaving}
        close={() => editor.losing?.decideLater()}
        publish={(accepted) => editor.losing?.publish(accepted)}
      />
      <LeaveGuard
        isChanged={editor.isChanged}
        title={t('leave.title')}
        about={t('leave.about')}
        go={t('leave.go')}
        stay={t('leave.stay')}
      />
    </form>
  );
}

function standing({ archivedAt, published, draft, schedule, isScheduleHeld }: FaqRead) {
  const status = archivedAt ? 'archived' : published ? 'published' : 'draft';
  const { validFrom, validUntil } = draft ?? published ?? {};
  return {
    status,
    hasChanges: Boolean(published && draft),
    outOfDate: [],
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    ...(schedule && { scheduledAt: schedule.at, ...(isScheduleHeld && { isScheduleHeld }) }),
  } as const;
}
