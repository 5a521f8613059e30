import { faqLimits } from '@answerdesk/domain';
import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Section } from '../../../components/section.tsx';
import { useSentences } from '../../../i18n.ts';
import type { ButtonDraft } from './draft.ts';
import { FaqPick } from './faq-pick.tsx';
import type { FaqEditor } from './use-faq-editor.ts';

/** The links and further questions under the answer. */
export function ButtonsSection({
  editor: { draft, change, checked, mayWrite, saved },
}: {
  readonly editor: FaqEditor;
}) {
  const t = useSentences('faqs');
  const { buttons } = draft;
  const put = (at: number, part: Partial<ButtonDraft>) =>
    change({ buttons: buttons.map((each, place) => (place === at ? { ...each, ...part } : each)) });
  const add = (kind: ButtonDraft['kind']) =>
    change({ buttons: [...buttons, { key: crypto.randomUUID(), kind, label: '', url: '', faqId: '' }] });
  return (
    <Section title={t('buttons.title')} about={t('buttons.about')}>
      <Stack gap="sm">
        {buttons.map((button, at) => (
          <Paper
            key={button.key}
            withBorder
            radius="md"
            p="sm"
            role="group"
            aria-label={t('buttons.one', { at: at + 1 })}
          >
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <NativeSelect
                label={t('buttons.kind')}
                value={button.kind}
                onChange={({ currentTarget }) => put(at, { kind: currentTarget.value === 'faq' ? 'faq' : 'link' })}
                data={[
                  { value: 'link', label: t('buttons.link') },
                  { value: 'faq', label: t('buttons.faq') },
                ]}
              />
              <TextInput
                label={t('buttons.label')}
                dir="auto"
                maxLength={faqLimits.buttonLabel}
                value={button.label}
                error={checked.problemAt('buttons', at, 'label')}
                onChange={({ currentTarget }) => put(at, { label: currentTarget.value })}
              />
            </SimpleGrid>
            <Group gap="sm" mt="sm" align="flex-start" wrap="nowrap">
              {button.kind === 'link' ? (
                <TextInput
                  flex={1}
                  type="url"
                  label={t('buttons.url')}
                  placeholder="https://"
                  dir="ltr"
                  value={button.url}
                  error={checked.problemAt('buttons', at, 'url')}
                  onChange={({ currentTarget }) => put(at, { url: currentTarget.value })}
                />
              ) : (
                <FaqPick
                  faqId={button.faqId}
                  exceptId={saved?.id}
                  problem={checked.problemAt('buttons', at, 'faqId')}
                  onPick={(faqId, question) =>
                    put(at, {
                      faqId,
                      ...(button.label === '' && { label: question.slice(0, faqLimits.buttonLabel) }),
                    })
                  }
                />
              )}
            </Group>
            {mayWrite && (
              <Group justify="flex-end" mt="xs">
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => change({ buttons: buttons.filter((_each, place) => place !== at) })}
                  aria-label={t('buttons.remove', { at: at + 1 })}
                >
                  {t('buttons.removeShort')}
                </Button>
              </Group>
            )}
          </Paper>
        ))}
        {mayWrite && buttons.length < faqLimits.buttons && (
          <Group gap="xs">
            {(['link', 'faq'] as const).map((kind) => (
              <Button
                key={kind}
                size="xs"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() => add(kind)}
              >
                {t(`buttons.add.${kind}`)}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Section>
  );
}
