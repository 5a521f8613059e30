import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';
import { readWanted } from './wanted.ts';

export const faqsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs',
    validateSearch: readWanted,
    beforeLoad: requires('faq.read'),
    loader: speaks('faqs', 'gate'),
    component: lazyRouteComponent(() => import('./faqs-page.tsx'), 'FaqsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/new',
    // A question such as 2024 is read from the address as a number.
    validateSearch: ({ question }: Record<string, unknown>): { readonly question?: string } =>
      typeof question === 'string' || typeof question === 'number' ? { question: String(question).slice(0, 500) } : {},
    beforeLoad: requires('faq.write'),
    loader: speaks('faqs', 'gate'),
    component: lazyRouteComponent(() => import('./editor/new-faq-page.tsx'), 'NewFaqPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/care',
    beforeLoad: requires('faq.read'),
    loader: speaks('faqs', 'gate'),
    component: lazyRouteComponent(() => import('./care/care-page.tsx'), 'CarePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/$faqId',
    beforeLoad: requires('faq.read'),
    loader: speaks('faqs', 'gate'),
    component: lazyRouteComponent(() => import('./editor/faq-page.tsx'), 'FaqPage'),
  }),
];
