import { Button, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { channels, useChannelName } from '../../components/channel-names.ts';
import { useSentences } from '../../i18n.ts';
import type { trpcClient } from '../../trpc.ts';
import { rules } from './overview.ts';

type Wanted = Parameters<typeof trpcClient.billing.receipts.query>[0];

export interface Filters {
  /** A day (UTC) as a calendar writes it; empty for the whole month. */
  readonly day: string;
  readonly channel: NonNullable<Wanted['channel']> | '';
  readonly rule: NonNullable<Wanted['rule']> | '';
}

export const noReceiptFilters: Filters = { day: '', channel: '', rule: '' };

/** The filters in the server's words; a day of another month than the one that is looked at is left out. */
export function wantedReceipts(
  { day, channel, rule }: Filters,
  month: string,
): Pick<Wanted, 'day' | 'channel' | 'rule'> {
  return {
    ...(day.startsWith(month) && { day }),
    ...(channel !== '' && { channel }),
    ...(rule !== '' && { rule }),
  };
}

export function ReceiptFilters({
  month,
  filters,
  change,
}: {
  readonly month: string;
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
}) {
  const t = useSentences('billing');
  const channelName = useChannelName();
  const isFiltered = Object.values(filters).some((value) => value !== '');
  const [year = 0, number = 0] = month.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" mb="md" style={{ alignItems: 'end' }}>
      <TextInput
        type="date"
        label={t('receipts.day')}
        value={filters.day}
        min={`${month}-01`}
        max={lastDay}
        onChange={({ currentTarget }) => change({ ...filters, day: currentTarget.value })}
      />
      <NativeSelect
        label={t('receipts.channel')}
        value={filters.channel}
        onChange={({ currentTarget }) =>
          change({ ...filters, channel: channels.find((one) => one === currentTarget.value) ?? '' })
        }
        data={[
          { value: '', label: t('receipts.anyChannel') },
          ...channels.map((value) => ({ value, label: channelName(value) })),
        ]}
      />
      <NativeSelect
        label={t('receipts.rule')}
        value={filters.rule}
        onChange={({ currentTarget }) =>
          change({ ...filters, rule: rules.find((one) => one === currentTarget.value) ?? '' })
        }
        data={[
          { value: '', label: t('receipts.anyRule') },
          ...rules.map((value) => ({ value, label: t(`rule.${value}`) })),
        ]}
      />
      <Button variant="subtle" disabled={!isFiltered} onClick={() => change(noReceiptFilters)}>
        {t('receipts.clear')}
      </Button>
    </SimpleGrid>
  );
}
