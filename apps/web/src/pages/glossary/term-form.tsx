import { Button, Group, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { type GlossaryView, type TermView, toPut } from './glossary.ts';
import { fold } from './term-list.tsx';
import { useChange } from './use-change.ts';

interface TermProps {
  readonly view: GlossaryView;
  readonly term: TermView;
}

/** What a term is called and what else customers call it; whether it is translated; merging it and taking it away. */
export function TermForm({ view, term }: TermProps) {
  const t = useSentences('glossary');
  const navigate = useNavigate();
  const may = useMay();
  const { change, isPending } = useChange();
  const [name, setName] = useState(term.name);
  const [synonyms, setSynonyms] = useState([...term.synonyms]);
  const { revision } = view;
  const isChanged = name.trim() !== term.name || synonyms.join('\n') !== term.synonyms.join('\n');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const put = { ...toPut(term), name: name.trim(), synonyms };
    await change({ revision, change: { put: [put] }, said: t('done.saved', { name: put.name }) }).catch(() => {});
  };
  const remove = async () => {
    await change({ revision, change: { remove: [term.id] }, said: t('done.removed', { name: term.name }) });
    await navigate({ to: '/faqs/glossary' });
  };
  return (
    <Section title={t('edit.title')}>
      <Stack gap="md">
        <form onSubmit={(event) => void save(event)}>
          <Stack gap="sm">
            <TextInput
              name="name"
              label={t('edit.name')}
              required
              maxLength={80}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <TagsInput
              label={t('edit.synonyms')}
              description={t('edit.synonymsHint')}
              maxTags={40}
              maxLength={80}
              acceptValueOnBlur
              value={synonyms}
              onChange={setSynonyms}
            />
            <Group gap="xs">
              <Button type="submit" disabled={!isChanged || name.trim() === ''} loading={isPending}>
                {t('edit.save')}
              </Button>
              <Button variant="default" disabled={isPending} onClick={() => void remove().catch(() => {})}>
                {t('edit.remove')}
              </Button>
            </Group>
          </Stack>
        </form>
        {may('settings.write') && <NeverTranslated view={view} term={term} />}
        <Merge view={view} term={term} />
      </Stack>
    </Section>
  );
}

function NeverTranslated({ view, term }: TermProps) {
  const t = useSentences('glossary');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const keep = useMutation({
    mutationFn: (isKept: boolean) => trpcClient.glossary.keepWord.mutate({ word: term.name, isKept }),
    onError: notifyFailure,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.glossary.get.pathFilter()),
        queryClient.invalidateQueries(trpc.settings.pathFilter()),
      ]),
  });
  const isKept = view.neverTranslated.some((word) => fold(word) === fold(term.name));
  return (
    <Switch
      label={t('kept.label')}
      description={t('kept.hint')}
      checked={keep.isPending ? keep.variables : isKept}
      disabled={keep.isPending}
      onChange={({ currentTarget }) => keep.mutate(currentTarget.checked)}
    />
  );
}

/** Makes it and its synonyms further words for another term, which keeps the links of both. */
function Merge({ view, term }: TermProps) {
  const t = useSentences('glossary');
  const navigate = useNavigate();
  const { change, isPending } = useChange();
  const [intoId, setIntoId] = useState<string | null>(null);
  const others = view.terms.filter(({ id }) => id !== term.id);
  const into = others.find(({ id }) => id === intoId);
  if (others.length === 0) return null;
  const merge = async (other: TermView) => {
    const put = {
      ...toPut(other),
      synonyms: [...other.synonyms, term.name, ...term.synonyms].slice(0, 40),
      linked: [...new Set([...other.linked, ...term.linked])],
    };
    const said = t('done.merged', { name: term.name, into: other.name });
    await change({ revision: view.revision, change: { put: [put], remove: [term.id] }, said });
    await navigate({ to: '/faqs/glossary/terms/$termId', params: { termId: other.id } });
  };
  return (
    <Group align="flex-end" gap="xs">
      <Select
        flex="1 1 14rem"
        searchable
        clearable
        label={t('merge.label')}
        description={t('merge.hint')}
        nothingFoundMessage={t('terms.noneFound')}
        data={others.map(({ id, name }) => ({ value: id as string, label: name }))}
        value={intoId}
        onChange={setIntoId}
      />
      <Button
        variant="default"
        disabled={!into}
        loading={isPending}
        onClick={() => into && void merge(into).catch(() => {})}
      >
        {t('merge.action')}
      </Button>
    </Group>
  );
}
