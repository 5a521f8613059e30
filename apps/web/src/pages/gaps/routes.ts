import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';
import { readState } from './state.ts';

export const gapsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/gaps',
    validateSearch: readState,
    beforeLoad: requires('faq.write'),
    loader: speaks('gaps'),
    component: lazyRouteComponent(() => import('./gaps-page.tsx'), 'GapsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/gaps/$gapId',
    beforeLoad: requires('faq.write'),
    loader: speaks('gaps', 'faqs', 'gate'),
    component: lazyRouteComponent(() => import('./gap-page.tsx'), 'GapPage'),
  }),
];
