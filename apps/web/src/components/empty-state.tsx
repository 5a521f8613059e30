import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Where there is nothing to show: why, and what to do next. `isPage` when it is all that the page has. */
export function EmptyState({
  icon: Sign,
  title,
  children,
  action,
  isPage = false,
}: {
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly isPage?: boolean;
}) {
  return (
    <Center mih={isPage ? '60dvh' : 220} p="xl">
      <Stack align="center" gap="sm" maw={440} ta="center">
        <ThemeIcon size={52} radius="xl" variant="light" aria-hidden>
          <Sign size={26} />
        </ThemeIcon>
        <Title order={isPage ? 1 : 2} fz="h4">
          {title}
        </Title>
        {children && <Text c="dimmed">{children}</Text>}
        {action}
      </Stack>
    </Center>
  );
}
