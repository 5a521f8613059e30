import type { ConnectedAccount } from '@answerdesk/domain';

/** What is asked before a message, and the token with it, goes to an address that came in an activity. */
export interface ServiceUrls {
  isAllowed(serviceUrl: string, account: Pick<ConnectedAccount, 'apiRoot'>): boolean;
  /** Where a bot writes that has not been told where (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages). */
  defaultFor(account: Pick<ConnectedAccount, 'apiRoot'>): string;
}

const GLOBAL = 'https://smba.trafficmanager.net/teams/';
const MICROSOFTS = /^smba\.(?:trafficmanager\.net|(?:[a-z0-9-]+\.)*teams\.microsoft\.com)$/;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const LONGEST_URL = 500;

/** The addresses that messages may go to: those configured, else Microsoft's, and an account's own on this machine. */
export function createServiceUrls(configured: readonly string[] | undefined): ServiceUrls {
  return {
    isAllowed(serviceUrl, { apiRoot }) {
      const url = readUrl(serviceUrl);
      if (!url) return false;
      if (apiRoot !== undefined && LOOPBACK.has(url.hostname) && isWithin(url, apiRoot)) return true;
      if (configured) return configured.some((allowed) => isWithin(url, allowed));
      return url.protocol === 'https:' && url.port === '' && MICROSOFTS.test(url.hostname);
    },
    defaultFor: ({ apiRoot }) => (apiRoot === undefined ? (configured?.[0] ?? GLOBAL) : `${apiRoot}/teams/`),
  };
}

function readUrl(text: string): URL | undefined {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isPlain ? url : undefined;
}

function isWithin(url: URL, allowed: string): boolean {
  if (!URL.canParse(allowed)) return false;
  const { origin, pathname } = new URL(allowed);
  const folder = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return url.origin === origin && `${url.pathname}/`.startsWith(folder);
}
