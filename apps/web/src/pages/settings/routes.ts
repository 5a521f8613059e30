import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/account',
    loader: speaks('account'),
    component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/settings',
    beforeLoad: () => {
      throw redirect({ to: '/settings/$section', params: { section: 'hours' } });
    },
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/settings/$section',
    beforeLoad: requires('settings.read'),
    loader: speaks('settings', 'tags', 'people', 'faqs'),
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  }),
];
