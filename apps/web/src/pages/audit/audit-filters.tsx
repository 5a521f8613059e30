import { type AuditOutcome, auditOutcomeSchema } from '@answerdesk/domain';
import { Button, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSentences } from '../../i18n.ts';
import { type trpcClient, useTRPC } from '../../trpc.ts';

export interface Filters {
  readonly userId: string;
  readonly area: string;
  readonly outcome: AuditOutcome | '';
  /** Days as a calendar writes them, `2026-11-28`, in the time zone of the device. */
  readonly from: string;
  readonly until: string;
}

export const noFilters: Filters = { userId: '', area: '', outcome: '', from: '', until: '' };
const areas = ['account', 'team', 'tenant', 'faq', 'channel', 'inbox', 'settings', 'billing'] as const;

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== '');
}

type Wanted = Parameters<typeof trpcClient.audit.export.query>[0];

/** The filters in the server's words: whole days, the last one included. */
export function wanted({ userId, area, outcome, from, until }: Filters): Wanted {
  return {
    ...(userId !== '' && { userId }),
    ...(area !== '' && { action: `${area}.` }),
    ...(outcome !== '' && { outcome }),
    ...(from !== '' && { from: new Date(`${from}T00:00:00`) }),
    ...(until !== '' && { until: new Date(`${until}T23:59:59.999`) }),
  };
}

export function AuditFilters({
  filters,
  change,
}: {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
}) {
  const t = useSentences('audit');
  const trpc = useTRPC();
  const { data: members = [] } = useQuery(trpc.team.members.queryOptions());
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm" style={{ alignItems: 'end' }}>
      <NativeSelect
        label={t('filter.person')}
        value={filters.userId}
        onChange={({ currentTarget }) => change({ ...filters, userId: currentTarget.value })}
        data={[
          { value: '', label: t('filter.everybody') },
          ...members.map(({ userId, name }) => ({ value: userId, label: name })),
        ]}
      />
      <NativeSelect
        label={t('filter.area')}
        value={filters.area}
        onChange={({ currentTarget }) => change({ ...filters, area: currentTarget.value })}
        data={[
          { value: '', label: t('filter.everything') },
          ...areas.map((value) => ({ value, label: t(`area.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('filter.outcome')}
        value={filters.outcome}
        onChange={({ currentTarget }) => {
          const outcome = auditOutcomeSchema.safeParse(currentTarget.value);
          change({ ...filters, outcome: outcome.success ? outcome.data : '' });
        }}
        data={[
          { value: '', label: t('filter.anyOutcome') },
          ...auditOutcomeSchema.options.map((value) => ({ value, label: t(`outcome.${value}`) })),
        ]}
      />
      <TextInput
        type="date"
        label={t('filter.from')}
        value={filters.from}
        onChange={({ currentTarget }) => change({ ...filters, from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('filter.until')}
        value={filters.until}
        onChange={({ currentTarget }) => change({ ...filters, until: currentTarget.value })}
      />
      <Button variant="subtle" disabled={!isFiltered(filters)} onClick={() => change(noFilters)}>
        {t('filter.clear')}
      </Button>
    </SimpleGrid>
  );
}
