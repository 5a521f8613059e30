import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute, speaks } from '../../shell/routes.ts';

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/account',
    loader: speaks('account'),
    component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
  }),
];
