import { Button, Collapse, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { channels, useChannelName } from '../../components/channel-names.ts';
import { languageName } from '../../components/language-name.ts';
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
  readonly change: (wanted: Wanted) => void;
}) {
  const t = useSentences('conversations');
  const shown = useLanguage();
  const channelName = useChannelName();
  const { search: _search, ...others } = wanted;
  const [isOpen, { toggle }] = useDisclosure(isFiltered(others));
  const [typed, setTyped] = useState(wanted.search ?? '');
  const search = useDebouncedCallback((text: string) => {
    const { search: _before, ...rest } = wanted;
    change(text.trim() === '' ? rest : { ...rest, search: text.trim() });
  }, 250);
  useEffect(() => setTyped(wanted.search ?? ''), [wanted.search]);
  const set = <Name extends keyof Wanted>(name: Name, value: Wanted[Name] | undefined) => {
    const { [name]: _before, ...rest } = wanted;
    change(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          type="search"
          flex={1}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={100}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            search(currentTarget.value);
          }}
        />
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
          <Button mt="xs" size="xs" variant="subtle" onClick={() => change({})}>
            {t('clearFilters')}
          </Button>
        )}
      </Collapse>
    </>
  );
}
