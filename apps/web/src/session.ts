import { may, type Permission } from '@answerdesk/domain';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { authClient } from './auth-client.ts';
import { notify, notifyFailure } from './components/notify.tsx';
import { sentences } from './i18n.ts';
import { problemOf } from './problem.ts';
import { trpcClient } from './trpc.ts';

type Standing = Awaited<ReturnType<typeof trpcClient.tenant.current.query>>;
export type Person = Standing['person'];

/** Who is signed in; `tenant` is missing for somebody who belongs to none yet. */
export type SignedIn = Standing;

/** Who is signed in, in which tenant, and as what. */
export interface Session {
  readonly person: Person;
  readonly tenant: NonNullable<Standing['tenant']>;
}

/** Null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<SignedIn | null> => {
    try {
      return await trpcClient.tenant.current.query();
    } catch (error) {
      if (problemOf(error) === 'UNAUTHORIZED') return null;
      throw error;
    }
  },
});

/** The session inside the signed-in part of the app. Throws where nobody is signed in, or in no tenant. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data?.tenant) throw new Error('nobody is signed in');
  return { person: data.person, tenant: data.tenant };
}

/** Whether the signed-in person may do it in this tenant. */
export function useMay(): (permission: Permission) => boolean {
  const { role } = useSession().tenant;
  return (permission) => may(role, permission);
}

/** Moves to another of the person's tenants: everything that was read belongs to the old one and is forgotten. */
export function useSwitchTenant() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (tenantId: string) => trpcClient.tenant.switch.mutate({ tenantId }),
    onSuccess: async () => {
      const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      await router.navigate({ to: '/' });
      await router.invalidate();
      if (session?.tenant) notify(sentences('shell')('tenant.switched', { name: session.tenant.name }));
    },
    onError: notifyFailure,
  });
}

/** What has to be taken back while the person is still signed in; one that fails does not keep them here. */
export const beforeSignOut = new Set<() => Promise<unknown>>();

export function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async () => {
      await Promise.allSettled([...beforeSignOut].map((take) => take()));
      return authClient.signOut();
    },
    onSuccess: async () => {
      await router.navigate({ to: '/sign-in' });
      queryClient.clear();
    },
    onError: notifyFailure,
  });
}
