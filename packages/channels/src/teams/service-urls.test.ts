import { describe, expect, test } from 'vitest';
import { createServiceUrls } from './service-urls.ts';

const microsofts = createServiceUrls(undefined);

test.each([
  'https://smba.trafficmanager.net/amer/',
  'https://smba.trafficmanager.net/emea/72f988bf-86f1-41af-91ab-2d7cd011db47/',
  'https://smba.infra.gcc.teams.microsoft.com/teams',
])("%s is Microsoft's own", (url) => {
  expect(microsofts.isAllowed(url, {})).toBe(true);
});

test.each([
  '',
  'smba.trafficmanager.net',
  'http://smba.trafficmanager.net/amer/',
  'https://smba.trafficmanager.net:8443/amer/',
  'https://smba.trafficmanager.net.evil.example/amer/',
  'https://evil.example/smba.trafficmanager.net/',
  'https://smba.trafficmanager.net@evil.example/',
  'https://user:pass@smba.trafficmanager.net/',
  'https://smba.trafficmanager.net/amer/?to=x',
  'https://smba.trafficmanager.net/amer/#x',
  'https://evilsmba.trafficmanager.net/',
  'https://smba.evil.example/teams.microsoft.com',
  'https://teams.microsoft.com.evil.example/',
  'https://169.254.169.254/latest/',
  'http://127.0.0.1:80/',
  'https://localhost/',
  'file:///etc/passwd',
])('%j is not', (url) => {
  expect(microsofts.isAllowed(url, {})).toBe(false);
});

describe('an address on this machine', () => {
  const apiRoot = 'http://127.0.0.1:4000';
  test('is allowed to the account that is there, and to no other', () => {
    expect(microsofts.isAllowed(`${apiRoot}/teams/`, { apiRoot })).toBe(true);
    expect(microsofts.isAllowed(`${apiRoot}/teams/`, {})).toBe(false);
    expect(microsofts.isAllowed('http://127.0.0.1:4001/teams/', { apiRoot })).toBe(false);
  });
});

describe('addresses that are configured', () => {
  const configured = createServiceUrls(['https://gateway.example/teams']);
  test('are the only ones', () => {
    expect(configured.isAllowed('https://gateway.example/teams/', {})).toBe(true);
    expect(configured.isAllowed('https://gateway.example/teamsters/', {})).toBe(false);
    expect(configured.isAllowed('https://gateway.example/teams/../admin', {})).toBe(false);
    expect(configured.isAllowed('https://smba.trafficmanager.net/amer/', {})).toBe(false);
  });
});
