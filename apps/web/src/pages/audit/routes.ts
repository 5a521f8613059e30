import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const auditRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/audit',
    beforeLoad: requires('audit.read'),
    loader: speaks('audit'),
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
];
