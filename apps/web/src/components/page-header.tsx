import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageTitle } from './page-title.tsx';

/** The head of a page: its name, a line about it, and what one can do here. */
export function PageHeader({
  title,
  children,
  actions,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="lg">
      <PageTitle>{title}</PageTitle>
      <Box miw={0} flex="1 1 18rem">
        <Title order={1} fz={{ base: 'h3', sm: 'h2' }}>
          <bdi>{title}</bdi>
        </Title>
        {children && (
          <Text c="dimmed" mt={4} maw="60ch">
            {children}
          </Text>
        )}
      </Box>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
