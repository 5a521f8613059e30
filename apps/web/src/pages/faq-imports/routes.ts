import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const faqImportsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/import',
    beforeLoad: requires('faq.import'),
    loader: speaks('faq-imports', 'gate'),
    component: lazyRouteComponent(() => import('./imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/import/$importId',
    beforeLoad: requires('faq.import'),
    loader: speaks('faq-imports', 'gate'),
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
];
