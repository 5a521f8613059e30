import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const teamRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/team',
    beforeLoad: requires('team.read'),
    loader: speaks('team'),
    component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
  }),
];
