import { Box, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Something the bot says, as a customer sees it. */
export function Bubble({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Stack gap={4} component="figure" m={0}>
      <Text component="figcaption" size="sm" c="dimmed">
        {label}
      </Text>
      <Box
        px="md"
        py="sm"
        maw={440}
        bg="var(--mantine-color-default-hover)"
        style={{ borderRadius: 16, borderEndStartRadius: 4, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        dir="auto"
      >
        {children}
      </Box>
    </Stack>
  );
}
