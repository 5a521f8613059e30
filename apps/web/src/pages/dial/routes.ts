import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const dialRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/dial',
    beforeLoad: requires('settings.read'),
    loader: speaks('dial'),
    component: lazyRouteComponent(() => import('./dial-page.tsx'), 'DialPage'),
  }),
];
