import { createRouter } from '@tanstack/react-router';
import { auditRoutes } from './pages/audit/routes.ts';
import { authRoutes } from './pages/auth/routes.ts';
import { benchRoutes } from './pages/bench/routes.ts';
import { billingRoutes } from './pages/billing/routes.ts';
import { channelsRoutes } from './pages/channels/routes.ts';
import { conversationsRoutes } from './pages/conversations/routes.ts';
import { curveRoutes } from './pages/curve/routes.ts';
import { dialRoutes } from './pages/dial/routes.ts';
import { faqImportsRoutes } from './pages/faq-imports/routes.ts';
import { faqsRoutes } from './pages/faqs/routes.ts';
import { gapsRoutes } from './pages/gaps/routes.ts';
import { glossaryRoutes } from './pages/glossary/routes.ts';
import { homeRoutes } from './pages/home/routes.ts';
import { inboxRoutes } from './pages/inbox/routes.ts';
import { peopleRoutes } from './pages/people/routes.ts';
import { settingsRoutes } from './pages/settings/routes.ts';
import { suggestionsRoutes } from './pages/suggestions/routes.ts';
import { teamRoutes } from './pages/team/routes.ts';
import { topicsRoutes } from './pages/topics/routes.ts';
import { queryClient } from './query-client.ts';
import { CrashScreen } from './shell/crash-screen.tsx';
import { LoadingPage } from './shell/loading-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { rootRoute, signedInRoute, signedOutRoute } from './shell/routes.ts';

// An area joins with its routes here, its entry in shell/navigation.ts and its sentences in packages/locales.
const routeTree = rootRoute.addChildren([
  signedOutRoute.addChildren([...authRoutes]),
  signedInRoute.addChildren([
    ...homeRoutes,
    ...inboxRoutes,
    ...conversationsRoutes,
    ...peopleRoutes,
    ...faqsRoutes,
    ...teamRoutes,
    ...billingRoutes,
    ...auditRoutes,
    ...settingsRoutes,
    ...benchRoutes,
    ...dialRoutes,
    ...channelsRoutes,
    ...faqImportsRoutes,
    ...gapsRoutes,
    ...glossaryRoutes,
    ...suggestionsRoutes,
    ...topicsRoutes,
    ...curveRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultPendingMinMs: 300,
  defaultPendingComponent: LoadingPage,
  defaultErrorComponent: CrashScreen,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
