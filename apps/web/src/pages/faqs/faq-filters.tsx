import { Button, Collapse, Group, NativeSelect, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { languageName } from '../../components/language-name.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { isFiltered, validities, type Wanted } from './wanted.ts';

/** Search at hand, the rest behind a button. */
export function FaqFilters({
  wanted,
  change,
}: {
  readonly wanted: Wanted;
  readonly change: (next: (now: Wanted) => Wanted) => void;
}) {
  const t = useSentences('faqs');
  const shown = useLanguage();
  const trpc = useTRPC();
  const { search, show: _show, ...others } = wanted;
  const isNarrowed = isFiltered(others);
  const [isOpen, { toggle }] = useDisclosure(isNarrowed || wanted.sort !== undefined);
  const { data: categories = [] } = useQuery(trpc.faqs.categories.queryOptions());
  const { data: languages = [] } = useQuery(trpc.faqs.languages.queryOptions());
  const set = <Name extends keyof Wanted>(name: Name, value: Wanted[Name] | undefined) => {
    change(({ [name]: _before, ...rest }) => (value === undefined ? rest : { ...rest, [name]: value }));
  };
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <SearchField
          label={t('search')}
          maw={520}
          maxLength={200}
          search={search}
          change={(text) => set('search', text)}
        />
        <Button
          variant={isNarrowed ? 'light' : 'default'}
          px="sm"
          onClick={toggle}
          aria-expanded={isOpen}
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
        >
          {t('filters')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={{ base: 2, md: 5 }} spacing="xs" style={{ alignItems: 'end' }}>
          <NativeSelect
            label={t('filter.category')}
            value={wanted.category ?? ''}
            onChange={({ currentTarget }) => set('category', currentTarget.value || undefined)}
            data={[
              { value: '', label: t('filter.any') },
              ...withChosen(
                categories.map(({ name }) => name),
                wanted.category,
              ).map((value) => ({ value, label: value })),
            ]}
          />
          <NativeSelect
            label={t('filter.language')}
            value={wanted.language ?? ''}
            onChange={({ currentTarget }) => set('language', currentTarget.value || undefined)}
            data={[
              { value: '', label: t('filter.any') },
              ...withChosen(languages, wanted.language).map((value) => ({ value, label: languageName(value, shown) })),
            ]}
          />
          <NativeSelect
            label={t('filter.validity')}
            value={wanted.validity ?? ''}
            onChange={({ currentTarget }) =>
              set(
                'validity',
                validities.find((one) => one === currentTarget.value),
              )
            }
            data={[
              { value: '', label: t('filter.any') },
              ...validities.map((value) => ({ value, label: t(`validity.${value}`) })),
            ]}
          />
          <NativeSelect
            label={t('filter.sort')}
            value={wanted.sort ?? ''}
            onChange={({ currentTarget }) => set('sort', currentTarget.value === 'question' ? 'question' : undefined)}
            data={[
              { value: '', label: t('sort.updated') },
              { value: 'question', label: t('sort.question') },
            ]}
          />
          <Button variant="subtle" disabled={!isFiltered(wanted)} onClick={() => change(() => ({}))}>
            {t('filter.clear')}
          </Button>
        </SimpleGrid>
      </Collapse>
    </>
  );
}

function withChosen(known: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || known.includes(chosen) ? known : [...known, chosen];
}
