import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/people/$contactId',
    beforeLoad: requires('conversation.read'),
    loader: speaks('people', 'tags', 'inbox', 'inbox-pane'),
    component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
  }),
];
