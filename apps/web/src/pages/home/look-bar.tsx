import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { channels, useChannelName } from '../../components/channel-names.ts';
import { languageName } from '../../components/language-name.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { isRange, type Look, lastDays, type Span, type Summary, spans } from './summary.ts';

const choices: readonly Span[] = ['today', 'week', 'month', 'quarter', 'own'];

/** Chooses the days, the channel and the language that are looked at. */
export function LookBar({
  look,
  change,
  languages,
  children,
}: {
  readonly look: Look;
  readonly change: (look: Look) => void;
  readonly languages: Summary['languages'];
  /** What can be done with what is looked at. */
  readonly children: ReactNode;
}) {
  const t = useSentences('home');
  const tShell = useSentences('shell');
  const channelName = useChannelName();
  const screen = useLanguage();
  const tags = new Set([...languages.map(({ language }) => language), look.language].filter((tag) => tag !== ''));
  const choose = (span: Span | undefined) => {
    if (span === 'own') change({ ...look, span });
    else if (span) change({ ...look, span, ...lastDays(spans[span]) });
  };
  const wrong = isRange(look) ? {} : { error: tShell('field.invalid') };
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: look.span === 'own' ? 6 : 4 }} spacing="sm" style={{ alignItems: 'end' }}>
      <NativeSelect
        label={t('range.label')}
        value={look.span}
        onChange={({ currentTarget }) => choose(choices.find((span) => span === currentTarget.value))}
        data={choices.map((value) => ({ value, label: t(`range.${value}`) }))}
      />
      {look.span === 'own' && (
        <>
          <TextInput
            type="date"
            label={t('range.from')}
            value={look.from}
            max={look.to}
            onChange={({ currentTarget }) => change({ ...look, from: currentTarget.value })}
            {...wrong}
          />
          <TextInput
            type="date"
            label={t('range.to')}
            value={look.to}
            min={look.from}
            onChange={({ currentTarget }) => change({ ...look, to: currentTarget.value })}
          />
        </>
      )}
      <NativeSelect
        label={t('filter.channel')}
        value={look.channel}
        onChange={({ currentTarget }) =>
          change({ ...look, channel: channels.find((one) => one === currentTarget.value) ?? '' })
        }
        data={[
          { value: '', label: t('filter.anyChannel') },
          ...channels.map((value) => ({ value, label: channelName(value) })),
        ]}
      />
      <NativeSelect
        label={t('filter.language')}
        value={look.language}
        onChange={({ currentTarget }) => change({ ...look, language: currentTarget.value })}
        data={[
          { value: '', label: t('filter.anyLanguage') },
          ...[...tags].map((value) => ({
            value,
            label: value === 'und' ? t('unknownLanguage') : languageName(value, screen),
          })),
        ]}
      />
      {children}
    </SimpleGrid>
  );
}
