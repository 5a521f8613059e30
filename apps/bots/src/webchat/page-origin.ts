import type { IncomingHttpHeaders } from 'node:http';
import type { ConnectedAccount } from '@answerdesk/domain';

/**
 * The origin of the page that a request comes from. A browser names none for reading from the page's own server, and says
 * so by Sec-Fetch-Site, which no script can set.
 */
export function pageOrigin(headers: IncomingHttpHeaders, { credentials }: ConnectedAccount): string | undefined {
  if (headers.origin !== undefined) return headers.origin;
  const { origin = '' } = credentials;
  const isOwn = headers['sec-fetch-site'] === 'same-origin' && URL.canParse(origin);
  return isOwn && new URL(origin).host === headers.host ? origin : undefined;
}
