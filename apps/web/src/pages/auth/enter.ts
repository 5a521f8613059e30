import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

/** Goes into the app after a sign-in: what was read before belongs to nobody now. */
export function useEnter(): (next?: string) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (next) => {
    queryClient.clear();
    router.history.push(isOurs(next) ? next : '/');
    await router.invalidate();
  };
}

/** Only a path of this app: an address that leads away could imitate us. */
export function isOurs(next: string | undefined): next is string {
  return next !== undefined && /^\/(?![/\\])/.test(next);
}
