import { type TenantTexts, tenantTextsSchema } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { Badge, Group, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '../../../components/section.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { Bubble } from '../bubble.tsx';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

const tones = ['neutral', 'formal', 'friendly'] as const;
const kinds = ['greeting', 'fallback', 'offHours'] as const;
const systemSentence = { greeting: 'greeting', fallback: 'handover', offHours: 'closedUntil' } as const;
/** Languages that customers write in most; a text may be had in each. */
const offered = 'en es zh-CN zh-TW de fr ja ar pt it nl pl ru uk tr ko vi th id hi'.split(' ');
const LONGEST = 1_000;

const say = createSentences();

export function TextsPage() {
  return <SettingsLoader>{(view) => <Texts view={view} />}</SettingsLoader>;
}

function Texts({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const language = useLanguage();
  const { tenant } = useSession();
  const draft = useSection<TenantTexts>(
    view,
    ({ texts }) => texts,
    (value) => ({ section: 'texts', value }),
  );
  const { value: texts, set } = draft;
  const [chosen, setChosen] = useState('en');
  const opening = t('texts.openingExample');
  const own = useQuery({
    queryKey: ['system sentences', chosen, texts.tone, tenant.name, opening],
    queryFn: () =>
      Promise.all(
        kinds.map((kind) => say(chosen, systemSentence[kind], { tenantName: tenant.name, opening }, texts.tone)),
      ),
  });
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const written = new Set(kinds.flatMap((kind) => Object.keys(texts[kind])));
  const change = (kind: (typeof kinds)[number], text: string) => {
    const { [chosen]: _old, ...others } = texts[kind];
    set({ ...texts, [kind]: text.trim() === '' ? others : { ...others, [chosen]: text } });
  };
  const problem = tenantTextsSchema.safeParse(texts).success ? undefined : t('texts.tooLong', { most: LONGEST });
  return (
    <SectionForm
      title={t('texts.title')}
      about={t('texts.about')}
      draft={draft}
      problem={problem}
      after={
        <Section title={t('texts.preview')} about={t('texts.previewAbout', { language: names.of(chosen) ?? chosen })}>
          <Stack gap="md" lang={chosen}>
            {kinds.map((kind, index) => (
              <Bubble key={kind} label={t(`texts.${kind}`)}>
                {texts[kind][chosen]?.replaceAll('{{opening}}', opening) ?? own.data?.[index] ?? '…'}
              </Bubble>
            ))}
          </Stack>
        </Section>
      }
    >
      <Stack gap={6}>
        <Text size="sm" fw={500} id="tone">
          {t('tone.label')}
        </Text>
        <Group>
          <SegmentedControl
            aria-labelledby="tone"
            disabled={!draft.mayWrite}
            data={tones.map((value) => ({ value, label: t(`tone.${value}`) }))}
            value={texts.tone}
            onChange={(next) => set({ ...texts, tone: tones.find((tone) => tone === next) ?? 'neutral' })}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {t('tone.about')}
        </Text>
      </Stack>
      <Select
        label={t('texts.language')}
        description={t('texts.languageAbout')}
        searchable
        allowDeselect={false}
        data={[...new Set([...written, ...offered])].map((value) => ({ value, label: names.of(value) ?? value }))}
        value={chosen}
        onChange={(next) => next && setChosen(next)}
      />
      {written.size > 0 && (
        <Group gap={6}>
          <Text size="sm">{t('texts.written')}</Text>
          {[...written].map((tag) => (
            <Badge key={tag} variant="light" color="gray" tt="none" c="var(--mantine-color-text)">
              {names.of(tag) ?? tag}
            </Badge>
          ))}
        </Group>
      )}
      {kinds.map((kind, index) => (
        <Textarea
          key={`${kind} ${chosen}`}
          label={t(`texts.${kind}`)}
          description={t(`texts.${kind}About`, { place: '{{opening}}' })}
          placeholder={own.data?.[index] ?? ''}
          autosize
          minRows={2}
          maxLength={LONGEST}
          dir="auto"
          lang={chosen}
          value={texts[kind][chosen] ?? ''}
          onChange={({ currentTarget }) => change(kind, currentTarget.value)}
        />
      ))}
    </SectionForm>
  );
}
