import { Group, NativeSelect } from '@mantine/core';
import { channels, useChannelName } from '../../components/channel-names.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useSentences } from '../../i18n.ts';
import classes from './inbox.module.css';
import type { Wanted } from './queue.ts';

/** Finds by name and words, and shows one channel. */
export function InboxFilters({
  wanted,
  change,
}: {
  readonly wanted: Wanted;
  readonly change: (next: (now: Wanted) => Wanted) => void;
}) {
  const t = useSentences('inbox');
  const channelName = useChannelName();
  return (
    <Group gap="xs" wrap="nowrap" className={classes['filters'] ?? ''}>
      <SearchField
        label={t('search')}
        miw={0}
        maxLength={100}
        search={wanted.search}
        change={(text) =>
          change(({ search: _before, ...rest }) => (text === undefined ? rest : { ...rest, search: text }))
        }
      />
      <NativeSelect
        w={150}
        aria-label={t('channel')}
        value={wanted.channel ?? ''}
        onChange={({ currentTarget }) => {
          const channel = channels.find((one) => one === currentTarget.value);
          change(({ channel: _before, ...rest }) => (channel ? { ...rest, channel } : rest));
        }}
        data={[
          { value: '', label: t('anyChannel') },
          ...channels.map((value) => ({ value, label: channelName(value) })),
        ]}
      />
    </Group>
  );
}
