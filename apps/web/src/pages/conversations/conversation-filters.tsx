import { Button, Collapse, Group, NativeSelect, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { channels, useChannelName } from '../../components/channel-names.ts';
import { languageName } from '../../components/language-name.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { isFiltered, outcomes, type Wanted } from './wanted.ts';

/** Languages that can be asked for; the list is of those the bot is most often spoken to in. */
const languages = 'en zh es de fr ja ar pt it nl pl ru tr uk vi th id hi ko sv da no fi cs el he ro hu'.split(' ');

/** Search at hand, the rest behind a button. */
export function ConversationFilters({
  wanted,
  change,
}: {
  readonly wanted: Wanted;
  readonly change: (next: (now: Wanted) => Wanted) => void;
}) {
  const t = useSentences('conversations');
  const shown = useLanguage();
  const channelName = useChannelName();
  const { search, ...others } = wanted;
  const [isOpen, { toggle }] = useDisclosure(isFiltered(others));
  const set = <Name extends keyof Wanted>(name: Name, value: Wanted[Name] | undefined) => {
    change(({ [name]: _before, ...rest }) => (value === undefined ? rest : { ...rest, [name]: value }));
  };
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <SearchField label={t('search')} maxLength={100} search={search} change={(text) => set('search', text)} />
        <Button
          variant={isFiltered(others) ? 'light' : 'default'}
          px="sm"
          onClick={toggle}
          aria-expanded={isOpen}
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
        >
          {t('filters')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={2} spacing="xs">
          <NativeSelect
            label={t('filter.show')}
            value={wanted.waiting ? 'waiting' : 'all'}
            onChange={({ currentTarget }) => set('waiting', currentTarget.value === 'waiting' ? true : undefined)}
            data={[
              { value: 'all', label: t('filter.all') },
              { value: 'waiting', label: t('filter.waiting') },
            ]}
          />
          <NativeSelect
            label={t('filter.outcome')}
            value={wanted.outcome ?? ''}
            onChange={({ currentTarget }) =>
              set(
                'outcome',
                outcomes.find((one) => one === currentTarget.value),
              )
            }
            data={[
              { value: '', label: t('filter.anyOutcome') },
              ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
            ]}
          />
          <NativeSelect
            label={t('filter.channel')}
            value={wanted.channel ?? ''}
            onChange={({ currentTarget }) =>
              set(
                'channel',
                channels.find((one) => one === currentTarget.value),
              )
            }
            data={[
              { value: '', label: t('filter.anyChannel') },
              ...channels.map((value) => ({ value, label: channelName(value) })),
            ]}
          />
          <NativeSelect
            label={t('filter.language')}
            value={wanted.language ?? ''}
            onChange={({ currentTarget }) => set('language', currentTarget.value || undefined)}
            data={[
              { value: '', label: t('filter.anyLanguage') },
              ...languages.map((value) => ({ value, label: languageName(value, shown) })),
            ]}
          />
        </SimpleGrid>
        {isFiltered(wanted) && (
          <Button mt="xs" size="xs" variant="subtle" onClick={() => change(() => ({}))}>
            {t('clearFilters')}
          </Button>
        )}
      </Collapse>
    </>
  );
}
