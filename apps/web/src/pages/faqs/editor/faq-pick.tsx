import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';

/** Picks a published FAQ by searching for it. */
export function FaqPick({
  faqId,
  exceptId,
  problem,
  onPick,
}: {
  readonly faqId: string;
  readonly exceptId: string | undefined;
  readonly problem: string | undefined;
  readonly onPick: (faqId: string, question: string) => void;
}) {
  const t = useSentences('faqs');
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  const picked = useQuery(trpc.faqs.get.queryOptions({ id: faqId }, { enabled: faqId !== '' }));
  const question = (picked.data?.published ?? picked.data?.draft)?.question;
  const [search] = useDebouncedValue(typed === question ? '' : typed.trim(), 250);
  const found = useQuery(
    trpc.faqs.list.queryOptions(
      { status: 'published', limit: 20, ...(search !== '' && { search: search.slice(0, 200) }) },
      { placeholderData: keepPreviousData },
    ),
  );
  const options = (found.data?.items ?? [])
    .filter(({ id }) => id !== exceptId && id !== faqId)
    .map(({ id, question: label }) => ({ value: id as string, label }));
  const shown = question === undefined ? options : [{ value: faqId, label: question }, ...options];
  return (
    <Select
      flex={1}
      label={t('buttons.question')}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('noMatch.title')}
      data={shown}
      filter={({ options: all }) => all}
      value={faqId || null}
      error={problem}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(value, option) => {
        if (value !== null && option) onPick(value, option.label);
      }}
    />
  );
}
