import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedOutRoute } from '../../shell/routes.ts';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
type Search = Record<string, unknown>;
const withNext = (search: Search): { next?: string | undefined } => ({ next: text(search['next']) });
const withToken = (search: Search): { token?: string | undefined } => ({ token: text(search['token']) });

export const authRoutes = [
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/sign-in',
    validateSearch: withNext,
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/sign-up',
    validateSearch: withNext,
    component: lazyRouteComponent(() => import('./sign-up-page.tsx'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/second-factor',
    validateSearch: withNext,
    component: lazyRouteComponent(() => import('./second-factor-page.tsx'), 'SecondFactorPage'),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('./forgot-password-page.tsx'), 'ForgotPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/reset-password',
    validateSearch: withToken,
    component: lazyRouteComponent(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/verify-email',
    validateSearch: withToken,
    component: lazyRouteComponent(() => import('./verify-email-page.tsx'), 'VerifyEmailPage'),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/invitations/$id',
    component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => signedOutRoute,
    path: '/first-tenant',
    component: lazyRouteComponent(() => import('./first-tenant-page.tsx'), 'FirstTenantPage'),
  }),
] as const;
