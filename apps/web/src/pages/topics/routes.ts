import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const topicsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/topics',
    beforeLoad: requires('insight.read'),
    loader: speaks('topics'),
    component: lazyRouteComponent(() => import('./topics-page.tsx'), 'TopicsPage'),
  }),
];
