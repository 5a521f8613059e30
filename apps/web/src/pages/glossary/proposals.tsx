import { Badge, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './glossary.module.css';
import type { GlossaryView, ProposedTerm } from './glossary.ts';
import { newTermId } from './new-term-id.ts';
import { fold } from './term-list.tsx';
import { useChange } from './use-change.ts';

const PAGE = 20;

/** What the FAQs speak of and is no term yet: accepted or rejected, many at once. */
export function Proposals({ view }: { readonly view: GlossaryView }) {
  const t = useSentences('glossary');
  const { number } = useFormat();
  const trpc = useTRPC();
  const proposals = useQuery(trpc.glossary.proposals.queryOptions());
  const { change, isPending } = useChange();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [limit, setLimit] = useState(PAGE);
  const all = proposals.data ?? [];
  const shown = all.slice(0, limit);
  const picked = shown.filter(({ name }) => chosen.has(name));
  const toggle = (name: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(name);
    else next.delete(name);
    setChosen(next);
  };
  const settle = async (wanted: Parameters<typeof change>[0]) => {
    await change(wanted);
    setChosen(new Set());
  };
  const { revision } = view;
  const accept = () =>
    settle({ revision, change: { put: termsOf(picked) }, said: t('done.accepted', { number: number(picked.length) }) });
  const reject = () =>
    settle({
      revision,
      change: { reject: picked.map(({ name }) => name) },
      said: t('done.rejected', { number: number(picked.length) }),
    });
  return (
    <Section title={t('proposals.title')} about={t('proposals.about')}>
      {proposals.isPending && <LoadingRows rows={4} height={40} />}
      {proposals.error && <ErrorState error={proposals.error} retry={proposals.refetch} />}
      {proposals.isSuccess && all.length === 0 && <Text c="dimmed">{t('proposals.none')}</Text>}
      {all.length > 0 && (
        <Stack gap="sm">
          <Group gap="xs">
            <Checkbox
              flex="1 1 10rem"
              label={t('proposals.all')}
              checked={picked.length === shown.length}
              indeterminate={picked.length > 0 && picked.length < shown.length}
              onChange={({ currentTarget }) =>
                setChosen(new Set(currentTarget.checked ? shown.map(({ name }) => name) : []))
              }
            />
            <Button
              size="xs"
              disabled={picked.length === 0}
              loading={isPending}
              onClick={() => void accept().catch(() => {})}
            >
              {t('proposals.accept', { number: number(picked.length) })}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={picked.length === 0 || isPending}
              onClick={() => void reject().catch(() => {})}
            >
              {t('proposals.reject', { number: number(picked.length) })}
            </Button>
          </Group>
          <ul className={classes['list']}>
            {shown.map((term) => (
              <li key={term.name} className={classes['item']}>
                <Group justify="space-between" gap="xs" align="flex-start">
                  <Checkbox
                    flex="1 1 12rem"
                    label={<bdi>{term.name}</bdi>}
                    description={<Synonyms of={term} />}
                    checked={chosen.has(term.name)}
                    onChange={({ currentTarget }) => toggle(term.name, currentTarget.checked)}
                  />
                  <Text size="sm" c="dimmed">
                    {t('faqs', { number: number(term.faqCount) })}
                  </Text>
                </Group>
              </li>
            ))}
          </ul>
          {all.length > limit && (
            <Button variant="default" style={{ alignSelf: 'center' }} onClick={() => setLimit(limit + PAGE)}>
              {t('more')}
            </Button>
          )}
        </Stack>
      )}
    </Section>
  );
}

function Synonyms({ of: { synonyms } }: { readonly of: ProposedTerm }) {
  const t = useSentences('glossary');
  if (synonyms.length === 0) return null;
  return (
    <Group component="span" gap={4} mt={2}>
      {synonyms.map(({ text, reason }) => (
        <Badge key={text} component="span" variant="default" tt="none" title={t(`reason.${reason}`)}>
          <bdi>{text}</bdi>
        </Badge>
      ))}
    </Group>
  );
}

/** A synonym that is accepted as a term of its own beside it is that term. */
function termsOf(picked: readonly ProposedTerm[]) {
  const names = new Set(picked.map(({ name }) => fold(name)));
  return picked.map(({ name, synonyms }) => ({
    id: newTermId(),
    name,
    synonyms: synonyms.map(({ text }) => text).filter((text) => !names.has(fold(text))),
    linked: [],
    unlinked: [],
  }));
}
