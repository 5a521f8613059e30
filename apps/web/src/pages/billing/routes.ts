import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const billingRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/billing',
    beforeLoad: requires('billing.read'),
    loader: speaks('billing'),
    component: lazyRouteComponent(() => import('./billing-page.tsx'), 'BillingPage'),
  }),
];
