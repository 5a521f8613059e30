import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const channelsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/channels',
    beforeLoad: requires('channel.read'),
    loader: speaks('channels', 'conversations'),
    component: lazyRouteComponent(() => import('./channels-page.tsx'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/channels/connect',
    beforeLoad: requires('channel.write'),
    loader: speaks('channels'),
    component: lazyRouteComponent(() => import('./connect-page.tsx'), 'ConnectPage'),
  }),
];
