import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A list under a title, as the gate has several. */
export function TitledList({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <Title order={3} fz="sm">
        {title}
      </Title>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {children}
      </Stack>
    </>
  );
}

/** What was asked, in whichever language. */
export function ListedQuestion({ children }: { readonly children: string }) {
  return (
    <Text size="sm" fw={600} dir="auto" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  );
}
