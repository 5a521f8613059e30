import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { TextLink } from '../../components/button-link.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import classes from './glossary.module.css';
import type { GlossaryView, TermView } from './glossary.ts';
import { newTermId } from './new-term-id.ts';
import { useChange } from './use-change.ts';

const PAGE = 40;

/** Every term there is, to be searched and looked at; what is searched for in vain can be added. */
export function TermList({ view }: { readonly view: GlossaryView }) {
  const t = useSentences('glossary');
  const may = useMay();
  const { number } = useFormat();
  const { change, isPending } = useChange();
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const wanted = search.trim();
  const found = view.terms.filter((term) => isFound(term, wanted)).sort((a, b) => a.name.localeCompare(b.name));
  const isThere = found.some(({ name }) => fold(name) === fold(wanted));
  const add = async () => {
    const put = { id: newTermId(), name: wanted, synonyms: [], linked: [], unlinked: [] };
    await change({ revision: view.revision, change: { put: [put] }, said: t('done.added', { name: wanted }) });
    setSearch('');
  };
  return (
    <Section title={t('terms.title')} about={t('terms.about')}>
      <Stack gap="sm">
        <Group align="flex-end" gap="xs">
          <TextInput
            type="search"
            flex="1 1 14rem"
            label={t('terms.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            maxLength={80}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          {may('faq.publish') && (
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={wanted === '' || isThere}
              loading={isPending}
              onClick={() => void add().catch(() => {})}
            >
              {t('terms.add')}
            </Button>
          )}
        </Group>
        {found.length === 0 ? (
          <Text c="dimmed">{t(view.terms.length === 0 ? 'terms.none' : 'terms.noneFound')}</Text>
        ) : (
          <ul className={classes['list']}>
            {found.slice(0, limit).map((term) => (
              <li key={term.id} className={classes['item']}>
                <Group justify="space-between" gap="xs">
                  <Stack gap={2} flex="1 1 12rem">
                    <Group gap="xs">
                      <TextLink to="/faqs/glossary/terms/$termId" params={{ termId: term.id }} fw={600}>
                        <bdi>{term.name}</bdi>
                      </TextLink>
                      {view.neverTranslated.some((word) => fold(word) === fold(term.name)) && (
                        <Badge variant="default">{t('kept.badge')}</Badge>
                      )}
                    </Group>
                    {term.synonyms.length > 0 && (
                      <Text size="sm" c="dimmed">
                        <bdi>{term.synonyms.join(' · ')}</bdi>
                      </Text>
                    )}
                  </Stack>
                  <Text size="sm" c="dimmed">
                    {t('faqs', { number: number(term.faqCount) })}
                  </Text>
                </Group>
              </li>
            ))}
          </ul>
        )}
        {found.length > limit && (
          <Button variant="default" style={{ alignSelf: 'center' }} onClick={() => setLimit(limit + PAGE)}>
            {t('more')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

function isFound({ name, synonyms }: TermView, wanted: string): boolean {
  return wanted === '' || [name, ...synonyms].some((word) => fold(word).includes(fold(wanted)));
}

export function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
