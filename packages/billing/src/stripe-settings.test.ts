import { expect, test } from 'vitest';
import { readStripeSettings } from './stripe-settings.ts';

const read = (STRIPE_API_BASE: string, STRIPE_SECRET_KEY = 'sk_test_x') =>
  readStripeSettings({ STRIPE_API_BASE, STRIPE_SECRET_KEY });

test('a key crosses no network in the clear: plain http is for this machine alone', () => {
  for (const bad of ['http://stripe.example', 'http://10.0.0.8:80', 'http://127.0.0.1.example', 'ftp://127.0.0.1']) {
    expect(() => read(bad)).toThrow('STRIPE_API_BASE');
  }
  for (const good of ['https://stripe.example', 'http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1']) {
    expect(read(good)?.apiBase?.href).toBe(`${good}/`);
  }
});

test('a live key goes over no plain http at all', () => {
  for (const key of ['sk_live_x', 'rk_live_x']) {
    expect(() => read('http://127.0.0.1:1', key)).toThrow('STRIPE_API_BASE');
    expect(read('https://stripe.example', key)?.isLive).toBe(true);
  }
});
