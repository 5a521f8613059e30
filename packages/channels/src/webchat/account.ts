import { randomBytes } from 'node:crypto';
import { DomainError, type IdentifiedAccount, type TenantId } from '@answerdesk/domain';

const LONGEST_ORIGIN = 200;

/** Reads the page that a tenant's widget is for. Throws DomainError `invalid` in an owner's words. */
export function identifyWebchat(request: {
  readonly tenantId: TenantId;
  readonly credentials: Readonly<Record<string, string>>;
}): IdentifiedAccount {
  const url = readOrigin(request.credentials['origin'] ?? '');
  const sessionKey = request.credentials['sessionKey'] ?? randomBytes(32).toString('base64url');
  if (!/^[A-Za-z0-9_-]{32,200}$/.test(sessionKey)) {
    throw new DomainError('invalid', 'The key for sessions must have 32 letters or digits at least. Leave it out.');
  }
  return {
    platformId: `${request.tenantId}/${url.origin}`,
    label: url.host,
    credentials: { origin: url.origin, sessionKey },
    settings: { origin: url.origin },
  };
}

function readOrigin(given: string): URL {
  const text = given.trim();
  if (text === '') throw invalid('Enter the address of your website, such as https://shop.example.');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw invalid('The address must begin with https://, such as https://shop.example.');
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.hostname === '' || url.origin.length > LONGEST_ORIGIN) {
    throw invalid('That is not the address of a website. Copy it from the browser, such as https://shop.example.');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid('The address must hold no name or password. Enter it like https://shop.example.');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw invalid('The address must begin with https://: the chat works on secure pages only.');
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw invalid(
      `Leave out what follows the name of the site: enter ${url.origin}. The chat works on all of its pages.`,
    );
  }
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function invalid(message: string): DomainError {
  return new DomainError('invalid', message);
}
