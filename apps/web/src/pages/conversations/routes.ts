import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';
import { readWanted } from './wanted.ts';

const conversationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/conversations',
  validateSearch: readWanted,
  beforeLoad: requires('conversation.read'),
  loader: speaks('conversations'),
  component: lazyRouteComponent(() => import('./conversations-page.tsx'), 'ConversationsPage'),
});

export const conversationsRoutes = [
  conversationsRoute.addChildren([
    createRoute({
      getParentRoute: () => conversationsRoute,
      path: '/',
      component: lazyRouteComponent(() => import('./pick-one.tsx'), 'PickOne'),
    }),
    createRoute({
      getParentRoute: () => conversationsRoute,
      path: '$conversationId',
      component: lazyRouteComponent(() => import('./conversation-pane.tsx'), 'ConversationPane'),
    }),
  ]),
];
