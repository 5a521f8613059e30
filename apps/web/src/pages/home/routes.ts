import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute, speaks } from '../../shell/routes.ts';

export const homeRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/',
    loader: speaks('home'),
    component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
  }),
];
