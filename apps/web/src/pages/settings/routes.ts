import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
  beforeLoad: requires('settings.read'),
  loader: speaks('settings'),
  component: lazyRouteComponent(() => import('./settings-frame.tsx'), 'SettingsFrame'),
});
const getParentRoute = () => settingsRoute;

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/account',
    loader: speaks('account'),
    component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
  }),
  settingsRoute.addChildren([
    createRoute({
      getParentRoute,
      path: '/',
      beforeLoad: () => {
        throw redirect({ to: '/settings/hours' });
      },
    }),
    createRoute({
      getParentRoute,
      path: 'hours',
      component: lazyRouteComponent(() => import('./hours/hours-page.tsx'), 'HoursPage'),
    }),
    createRoute({
      getParentRoute,
      path: 'texts',
      component: lazyRouteComponent(() => import('./texts/texts-page.tsx'), 'TextsPage'),
    }),
    createRoute({
      getParentRoute,
      path: 'handover',
      component: lazyRouteComponent(() => import('./handover/handover-page.tsx'), 'HandoverPage'),
    }),
    createRoute({
      getParentRoute,
      path: 'brand',
      component: lazyRouteComponent(() => import('./brand/brand-page.tsx'), 'BrandPage'),
    }),
    createRoute({
      getParentRoute,
      path: 'model',
      component: lazyRouteComponent(() => import('./model/model-page.tsx'), 'ModelPage'),
    }),
    createRoute({
      getParentRoute,
      path: 'retention',
      component: lazyRouteComponent(() => import('./retention/retention-page.tsx'), 'RetentionPage'),
    }),
  ]),
];
