import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSentences } from '../i18n.ts';
import { useSession, useSwitchTenant } from '../session.ts';
import { useTRPC } from '../trpc.ts';
import classes from './tenant-switch.module.css';

/** The business whose desk this is; a menu for people who have several. */
export function TenantSwitch() {
  const t = useSentences('shell');
  const { tenant } = useSession();
  const trpc = useTRPC();
  const { data: tenants = [] } = useQuery(trpc.tenant.list.queryOptions(undefined, { staleTime: 300_000 }));
  const change = useSwitchTenant();
  if (tenants.length < 2) {
    return (
      <Text className={classes['name']} fw={600} truncate dir="auto">
        {tenant.name}
      </Text>
    );
  }
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          className={classes['name']}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={t('tenant.current', { name: tenant.name })}
          loading={change.isPending}
        >
          <Text span truncate fw={600} c="var(--mantine-color-text)" dir="auto">
            {tenant.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('tenant.switch')}</Menu.Label>
        {tenants.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => id !== tenant.id && change.mutate(id)}
            rightSection={id === tenant.id && <IconCheck size={16} aria-hidden />}
            aria-current={id === tenant.id}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
