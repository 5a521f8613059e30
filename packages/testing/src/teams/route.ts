import type { TeamsOperation } from './fault.ts';

/** Where a request goes. */
export type Route =
  | { readonly operation: 'none' }
  | { readonly operation: 'keys'; readonly what: 'metadata' | 'jwks' | 'instance-discovery' }
  | { readonly operation: 'keys'; readonly what: 'login-metadata'; readonly directoryId: string }
  | { readonly operation: 'token'; readonly directoryId: string }
  | {
      readonly operation: Exclude<TeamsOperation, 'token'>;
      readonly conversationId: string;
      readonly activityId: string | undefined;
      readonly isPaged: boolean;
    };

const CONNECTOR_ROUTES: readonly (readonly [string, RegExp, Exclude<TeamsOperation, 'token'>])[] = [
  ['POST', /^\/teams\/v3\/conversations$/, 'create'],
  ['POST', /^\/teams\/v3\/conversations\/([^/]+)\/activities$/, 'send'],
  ['POST', /^\/teams\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'reply'],
  ['PUT', /^\/teams\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'update'],
  ['DELETE', /^\/teams\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'delete'],
  ['GET', /^\/teams\/v3\/conversations\/([^/]+)\/(?:members|pagedmembers)$/, 'members'],
  ['GET', /^\/teams\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/, 'members'],
];

/** Tells where a request goes; one that no route takes goes nowhere. */
export function routeOf(method: string, path: string): Route {
  if (method === 'GET' && path === '/v1/.well-known/openidconfiguration')
    return { operation: 'keys', what: 'metadata' };
  if (method === 'GET' && path === '/v1/.well-known/keys') return { operation: 'keys', what: 'jwks' };
  if (method === 'GET' && path === '/common/discovery/instance')
    return { operation: 'keys', what: 'instance-discovery' };
  const login = /^\/([^/]+)\/(oauth2\/v2\.0\/token|v2\.0\/\.well-known\/openid-configuration)$/.exec(path);
  if (login) {
    const directoryId = decodeURIComponent(login[1] ?? '');
    if (login[2] === 'oauth2/v2.0/token')
      return method === 'POST' ? { operation: 'token', directoryId } : { operation: 'none' };
    return method === 'GET' ? { operation: 'keys', what: 'login-metadata', directoryId } : { operation: 'none' };
  }
  for (const [verb, pattern, operation] of CONNECTOR_ROUTES) {
    const found = verb === method ? pattern.exec(path) : null;
    if (!found) continue;
    const activityId = found[2] === undefined ? undefined : decodeURIComponent(found[2]);
    const conversationId = decodeURIComponent(found[1] ?? '');
    return { operation, conversationId, activityId, isPaged: path.endsWith('/pagedmembers') };
  }
  return { operation: 'none' };
}
