import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute, speaks } from '../../shell/routes.ts';
import { readState } from './state.ts';

export const suggestionsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/faqs/suggestions',
    validateSearch: readState,
    beforeLoad: requires('faq.write'),
    loader: speaks('suggestions', 'faqs', 'gate'),
    component: lazyRouteComponent(() => import('./suggestions-page.tsx'), 'SuggestionsPage'),
  }),
];
