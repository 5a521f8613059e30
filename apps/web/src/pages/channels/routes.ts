import type { ScreenArea } from '@answerdesk/locales';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { loadAreas } from '../../i18n.ts';
import { requires, signedInRoute } from '../../shell/routes.ts';

export const channelsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/channels',
    beforeLoad: requires('channel.read'),
    loader: load('channels', 'conversations'),
    component: lazyRouteComponent(() => import('./channels-page.tsx'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/channels/connect',
    beforeLoad: requires('channel.write'),
    loader: load('channels'),
    component: lazyRouteComponent(() => import('./connect-page.tsx'), 'ConnectPage'),
  }),
];

/** The names on the pages of Chinese platforms are shown as they are there, in every language. */
function load(...areas: readonly ScreenArea[]): () => Promise<unknown> {
  return () => Promise.all([loadAreas(...areas), import('../../chinese-fonts.ts')]);
}
