import { Box, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page with a heading of its own. */
export function Section({
  title,
  about,
  aside,
  children,
}: {
  readonly title: string;
  readonly about?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Paper component="section" withBorder radius="lg" p={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" align="flex-start" gap="xs" mb="md">
        <Box flex="1 1 14rem">
          <Title order={2} fz="h4">
            {title}
          </Title>
          {about && (
            <Text size="sm" c="dimmed" mt={4} maw="65ch">
              {about}
            </Text>
          )}
        </Box>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
