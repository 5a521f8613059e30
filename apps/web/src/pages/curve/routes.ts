import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const curveRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/curve',
    beforeLoad: requires('insight.read'),
    loader: speaks('curve'),
    component: lazyRouteComponent(() => import('./curve-page.tsx'), 'CurvePage'),
  }),
];
