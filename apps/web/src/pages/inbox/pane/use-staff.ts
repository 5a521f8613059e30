import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';

/** The members of the tenant: their names, who is there, and how much they have. */
export function useStaff() {
  const t = useSentences('inbox-pane');
  const trpc = useTRPC();
  const { data: staff } = useQuery(trpc.staff.list.queryOptions(undefined, { staleTime: 30_000 }));
  const names = useMemo(() => new Map((staff ?? []).map(({ userId, name }) => [userId as string, name])), [staff]);
  const somebody = t('somebody');
  const nameOf = useCallback((userId: string) => names.get(userId) ?? somebody, [names, somebody]);
  return { staff: staff ?? [], nameOf };
}

export type StaffMember = ReturnType<typeof useStaff>['staff'][number];
