import { useMutation } from '@tanstack/react-query';
import { notifyFailure } from '../../components/notify.tsx';
import { useMay } from '../../session.ts';
import { trpcClient } from '../../trpc.ts';

/** Goes to Stripe's page for cards and addresses. */
export function usePortal() {
  const may = useMay();
  const { mutate, isPending } = useMutation({
    mutationFn: () => trpcClient.billing.portal.mutate(),
    onSuccess: ({ url }) => leaveFor(url),
    onError: notifyFailure,
  });
  return { isAllowed: may('billing.write'), isPending, open: () => mutate() };
}

/** Leaves for a page of Stripe's; what is no web address is not followed. */
export function leaveFor(url: string): void {
  if (/^https?:\/\//.test(url)) window.location.assign(url);
}
