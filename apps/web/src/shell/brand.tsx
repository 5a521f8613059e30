import { Group, Text } from '@mantine/core';

export function Brand({ size = 28 }: { readonly size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/favicon.svg" alt="" width={size} height={size} />
      <Text component="span" fw={700} fz={size * 0.62} lh={1}>
        Answerdesk
      </Text>
    </Group>
  );
}
