import { Button, Group, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { contentOf, type FaqDraft, workingDraft } from './draft.ts';
import { useAnswerLanguages } from './languages.ts';
import type { FaqEditor } from './use-faq-editor.ts';

const fields = ['question', 'variants', 'answer', 'category', 'imageUrl', 'validFrom', 'validUntil'] as const;

/** When somebody else saved first: theirs beside mine, and which of the two it is to be. */
export function ConflictDialog({ editor: { conflict, draft, isSaving } }: { readonly editor: FaqEditor }) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const format = useFormat();
  return (
    <Modal
      opened={conflict !== undefined}
      onClose={() => conflict?.decideLater()}
      size="xl"
      title={t('conflict.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {conflict && (
        <Stack>
          <Text size="sm">
            {t('conflict.about', {
              name: conflict.theirs.updatedBy ?? t('conflict.somebody'),
              when: format.moment(conflict.theirs.updatedAt),
            })}
          </Text>
          <Differences mine={draft} theirs={workingDraft(conflict.theirs)} />
          <Group justify="flex-end">
            <Button variant="default" disabled={isSaving} onClick={conflict.takeTheirs}>
              {t('conflict.takeTheirs')}
            </Button>
            <Button loading={isSaving} onClick={conflict.keepMine}>
              {t('conflict.keepMine')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Differences({ mine, theirs }: { readonly mine: FaqDraft; readonly theirs: FaqDraft }) {
  const t = useSentences('faqs');
  const { nameOf } = useAnswerLanguages();
  const rows = fields
    .map((field) => ({ name: t(`difference.${field}`), mine: textOf(mine, field), theirs: textOf(theirs, field) }))
    .concat(
      { name: t('difference.buttons'), mine: buttonsOf(mine), theirs: buttonsOf(theirs) },
      {
        name: t('difference.locale'),
        mine: mine.locale && nameOf(mine.locale),
        theirs: theirs.locale && nameOf(theirs.locale),
      },
      ...[...new Set([...mine.translations, ...theirs.translations].map(({ locale }) => locale))].map((locale) => ({
        name: t('answer.in', { language: nameOf(locale) }),
        mine: answerOf(mine, locale),
        theirs: answerOf(theirs, locale),
      })),
    )
    .filter((row) => row.mine !== row.theirs);
  if (rows.length === 0) return <Text size="sm">{t('conflict.same')}</Text>;
  return (
    <Stack gap="md">
      {rows.map((row) => (
        <section key={row.name}>
          <Title order={3} fz="sm" mb={4}>
            {row.name}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Side label={t('conflict.theirs')} text={row.theirs} />
            <Side label={t('conflict.mine')} text={row.mine} />
          </SimpleGrid>
        </section>
      ))}
    </Stack>
  );
}

function Side({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useSentences('faqs');
  return (
    <Stack gap={2}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
        {text === '' ? t('conflict.empty') : text}
      </Text>
    </Stack>
  );
}

function textOf(draft: FaqDraft, field: (typeof fields)[number]): string {
  const value = contentOf(draft)[field];
  if (field === 'validFrom' || field === 'validUntil') return draft[field].replace('T', ' ');
  return Array.isArray(value) ? value.join('\n') : String(value ?? '');
}

function buttonsOf({ buttons }: FaqDraft): string {
  return buttons.map(({ kind, label, url, faqId }) => `${label}: ${kind === 'link' ? url : faqId}`).join('\n');
}

function answerOf({ translations }: FaqDraft, locale: string): string {
  return translations.find((each) => each.locale === locale)?.answer.trim() ?? '';
}
