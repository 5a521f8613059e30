import { Box } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Brand } from './brand.tsx';
import { CrashScreen } from './crash-screen.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** An address that leads nowhere, outside of every frame. */
export function BareNotFoundPage() {
  return (
    <>
      <Box component="header" p="md">
        <Brand />
      </Box>
      <main>
        <NotFoundPage />
      </main>
    </>
  );
}

/** What failed before there was a frame to show it in. */
export function BareCrashScreen(props: ErrorComponentProps) {
  return (
    <main>
      <CrashScreen {...props} />
    </main>
  );
}
