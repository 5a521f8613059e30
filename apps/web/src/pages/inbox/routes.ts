import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';
import { readWanted } from './queue.ts';

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox',
  validateSearch: readWanted,
  beforeLoad: requires('conversation.read'),
  loader: speaks('inbox', 'inbox-pane', 'conversations', 'tags', 'gate'),
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
});

export const inboxRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/inbox/me',
    beforeLoad: requires('conversation.read'),
    loader: speaks('inbox-me'),
    component: lazyRouteComponent(() => import('./me/my-inbox-page.tsx'), 'MyInboxPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/inbox/canned-replies',
    beforeLoad: requires('conversation.read'),
    loader: speaks('canned-replies'),
    component: lazyRouteComponent(() => import('./canned/canned-replies-page.tsx'), 'CannedRepliesPage'),
  }),
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
