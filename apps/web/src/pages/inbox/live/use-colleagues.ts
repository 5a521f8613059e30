import { useQuery } from '@tanstack/react-query';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { useTRPC } from '../../../trpc.ts';

export interface Company {
  readonly userId: string;
  readonly isTyping: boolean;
  /** Has it open, and has not touched it for a while. */
  readonly isIdle: boolean;
}

/** Names members as customers see them, and oneself "you". */
export function useStaffName(): (userId: string) => string {
  const t = useSentences('inbox');
  const trpc = useTRPC();
  const { person } = useSession();
  const { data } = useQuery(trpc.staff.list.queryOptions(undefined, { staleTime: 60_000 }));
  const names = new Map(data?.map(({ userId, name }) => [String(userId), name]));
  return (userId) => (userId === person.userId ? t('assigned.me') : (names.get(userId) ?? t('assigned.somebody')));
}

/** Who else has a conversation open, by conversation; one entry for each colleague, however many tabs they have. */
export function useCompany(): ReadonlyMap<string, readonly Company[]> {
  const trpc = useTRPC();
  const { person } = useSession();
  const { data } = useQuery(trpc.presence.list.queryOptions(undefined, { refetchInterval: 30_000 }));
  const company = new Map<string, readonly Company[]>();
  for (const { userId, viewing, isTyping, isIdle = false } of data ?? []) {
    if (viewing === undefined || userId === person.userId) continue;
    const others = company.get(viewing) ?? [];
    const before = others.find((one) => one.userId === userId);
    const now = { userId, isTyping: isTyping || before?.isTyping === true, isIdle: isIdle && before?.isIdle !== false };
    company.set(viewing, [...others.filter((one) => one !== before), now]);
  }
  return company;
}
