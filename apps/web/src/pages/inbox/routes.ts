import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';
import { readWanted } from './queue.ts';

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox',
  validateSearch: readWanted,
  beforeLoad: requires('conversation.read'),
  loader: speaks('inbox', 'conversations'),
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
});

export const inboxRoutes = [
  inboxRoute.addChildren([
    createRoute({
      getParentRoute: () => inboxRoute,
      path: '/',
      component: lazyRouteComponent(() => import('./pick-one.tsx'), 'PickOne'),
    }),
    createRoute({
      getParentRoute: () => inboxRoute,
      path: '$conversationId',
      component: lazyRouteComponent(() => import('./open-conversation.tsx'), 'OpenConversation'),
    }),
  ]),
];
