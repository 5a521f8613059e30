import { Box, Center, Group, Paper, Stack } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { Brand } from './brand.tsx';
import { LanguageSelect } from './language-select.tsx';

/** Around sign-in and its relatives: one quiet column. */
export function SignedOutFrame() {
  return (
    <Center mih="100dvh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Group component="header" justify="space-between">
          <Brand />
          <Box w={150}>
            <LanguageSelect />
          </Box>
        </Group>
        <Paper component="main" withBorder radius="lg" p={{ base: 'lg', xs: 'xl' }}>
          <Outlet />
        </Paper>
      </Stack>
    </Center>
  );
}
