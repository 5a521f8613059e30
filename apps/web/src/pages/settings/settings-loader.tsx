import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useTRPC } from '../../trpc.ts';
import type { SettingsView } from './use-section.ts';

/** Reads the settings for a section, which keeps what is typed over whatever is read again behind it. */
export function SettingsLoader({ children }: { readonly children: (view: SettingsView) => ReactNode }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.settings.get.queryOptions(undefined, { staleTime: 5_000 }));
  if (error) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingRows rows={2} height={220} />;
  return children(data);
}
