import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedOutRoute } from '../../shell/routes.ts';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const authRoutes = [
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/sign-in',
    validateSearch: (search: Record<string, unknown>): { next?: string | undefined } => ({
      next: text(search['next']),
    }),
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
];
