import { Alert, Group, Text } from '@mantine/core';
import { IconBellOff, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export function Can({ children }: { readonly children: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap" role="status">
      <IconCheck size={16} aria-hidden />
      <Text size="sm">{children}</Text>
    </Group>
  );
}

export function Cannot({ children }: { readonly children: ReactNode }) {
  return (
    <Alert
      color="yellow"
      p="xs"
      icon={<IconBellOff aria-hidden />}
      styles={{ message: { color: 'var(--mantine-color-text)' } }}
    >
      {children}
    </Alert>
  );
}
