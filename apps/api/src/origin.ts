import type { ApiConfig } from './config.ts';

type TrustedPages = Pick<ApiConfig, 'publicUrl' | 'isDevelopment'>;

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether a Host header names this machine itself. */
export function isLoopbackHost(host: string | undefined): host is string {
  return host !== undefined && LOOPBACK.test(host);
}

/**
 * The origins whose pages may ask for something in a person's name: the product's own and, in development, the very name
 * of this machine that the request was sent to (localhost for 127.0.0.1).
 */
export function trustedOrigins({ publicUrl, isDevelopment }: TrustedPages, host: string | undefined): string[] {
  const own = new URL(publicUrl).origin;
  return isDevelopment && isLoopbackHost(host) ? [own, `http://${host}`] : [own];
}

/** Whether a request that may change something comes from no page, or from a page of ours. */
export function isFromTrustedPage(config: TrustedPages, request: AskedBy): boolean {
  const { host, origin } = request.headers;
  return request.method === 'GET' || origin === undefined || trustedOrigins(config, host).includes(origin);
}

interface AskedBy {
  readonly method: string;
  readonly headers: { readonly host?: string | undefined; readonly origin?: string | undefined };
}
