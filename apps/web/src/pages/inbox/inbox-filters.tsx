import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { channels, useChannelName } from '../../components/channel-names.ts';
import { useSentences } from '../../i18n.ts';
import classes from './inbox.module.css';
import type { Wanted } from './queue.ts';

/** Finds by name and words, and shows one channel. */
export function InboxFilters({
  wanted,
  change,
}: {
  readonly wanted: Wanted;
  readonly change: (wanted: Wanted) => void;
}) {
  const t = useSentences('inbox');
  const channelName = useChannelName();
  const [typed, setTyped] = useState(wanted.search ?? '');
  const search = useDebouncedCallback((text: string) => {
    const { search: _before, ...rest } = wanted;
    change(text.trim() === '' ? rest : { ...rest, search: text.trim() });
  }, 250);
  useEffect(() => setTyped(wanted.search ?? ''), [wanted.search]);
  return (
    <Group gap="xs" wrap="nowrap" className={classes['filters'] ?? ''}>
      <TextInput
        type="search"
        flex={1}
        miw={0}
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
      <NativeSelect
        w={150}
        aria-label={t('channel')}
        value={wanted.channel ?? ''}
        onChange={({ currentTarget }) => {
          const { channel: _before, ...rest } = wanted;
          const channel = channels.find((one) => one === currentTarget.value);
          change(channel ? { ...rest, channel } : rest);
        }}
        data={[
          { value: '', label: t('anyChannel') },
          ...channels.map((value) => ({ value, label: channelName(value) })),
        ]}
      />
    </Group>
  );
}
