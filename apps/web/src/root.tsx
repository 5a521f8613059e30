import type { ScreenLanguage } from '@answerdesk/locales';
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { directionOf, useLanguage } from './i18n.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { colourSchemeManager, readableGreys, themeFor } from './theme.ts';
import { TRPCProvider, trpcClient } from './trpc.ts';

export function Root() {
  const language = useLanguage();
  const theme = useMemo(() => themeFor(language), [language]);
  return (
    <DirectionProvider initialDirection={directionOf(language)}>
      <FollowDirection language={language} />
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colourSchemeManager}
        cssVariablesResolver={readableGreys}
      >
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" autoClose={6000} />
          <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
            <RouterProvider router={router} />
          </TRPCProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

function FollowDirection({ language }: { readonly language: ScreenLanguage }) {
  const { setDirection } = useDirection();
  useEffect(() => setDirection(directionOf(language)), [language, setDirection]);
  return null;
}
