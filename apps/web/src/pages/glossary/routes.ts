import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';

export const glossaryRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/glossary',
    beforeLoad: requires('faq.read'),
    loader: speaks('glossary'),
    component: lazyRouteComponent(() => import('./glossary-page.tsx'), 'GlossaryPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/glossary/terms/$termId',
    beforeLoad: requires('faq.read'),
    loader: speaks('glossary', 'faqs'),
    component: lazyRouteComponent(() => import('./term-page.tsx'), 'TermPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/glossary/faqs/$faqId',
    beforeLoad: requires('faq.read'),
    loader: speaks('glossary'),
    component: lazyRouteComponent(() => import('./faq-links-page.tsx'), 'FaqLinksPage'),
  }),
];
