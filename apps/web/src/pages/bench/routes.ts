import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const benchRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/bench',
    validateSearch: (search: Record<string, unknown>): { readonly ask?: string } =>
      typeof search['ask'] === 'string' ? { ask: search['ask'].slice(0, 1_000) } : {},
    beforeLoad: requires('bench.use'),
    loader: speaks('bench', 'gate'),
    component: lazyRouteComponent(() => import('./bench-page.tsx'), 'BenchPage'),
  }),
];
