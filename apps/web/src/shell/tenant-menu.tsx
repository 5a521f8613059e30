import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useSentences } from '../i18n.ts';
import { useSession, useSwitchTenant } from '../session.ts';
import classes from './tenant-switch.module.css';

/** The businesses a person works in, and the way from one to another. */
export default function TenantMenu({
  tenants,
}: {
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
}) {
  const t = useSentences('shell');
  const { tenant } = useSession();
  const change = useSwitchTenant();
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
