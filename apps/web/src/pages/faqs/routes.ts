import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';
import { readWanted } from './wanted.ts';

export const faqsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs',
    validateSearch: readWanted,
    beforeLoad: requires('faq.read'),
    loader: speaks('faqs'),
    component: lazyRouteComponent(() => import('./faqs-page.tsx'), 'FaqsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/new',
    validateSearch: (search: Record<string, unknown>): { readonly question?: string } =>
      typeof search['question'] === 'string' ? { question: search['question'].slice(0, 500) } : {},
    beforeLoad: requires('faq.write'),
    loader: speaks('faqs'),
    component: lazyRouteComponent(() => import('./editor/new-faq-page.tsx'), 'NewFaqPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/$faqId',
    beforeLoad: requires('faq.read'),
    loader: speaks('faqs'),
    component: lazyRouteComponent(() => import('./editor/faq-page.tsx'), 'FaqPage'),
  }),
];
