import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useSession } from '../session.ts';
import { useTRPC } from '../trpc.ts';
import classes from './tenant-switch.module.css';

const TenantMenu = lazy(() => import('./tenant-menu.tsx'));

/** The business whose desk this is; a menu, fetched when it is needed, for people who have several. */
export function TenantSwitch() {
  const { tenant } = useSession();
  const trpc = useTRPC();
  const { data: tenants = [] } = useQuery(trpc.tenant.list.queryOptions(undefined, { staleTime: 300_000 }));
  const name = (
    <Text className={classes['name']} fw={600} truncate dir="auto">
      {tenant.name}
    </Text>
  );
  if (tenants.length < 2) return name;
  return (
    <Suspense fallback={name}>
      <TenantMenu tenants={tenants} />
    </Suspense>
  );
}
