import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Site } from './browser.ts';
import { type SignUp, signUp } from './people.ts';

/** Where the platform posts a shop's updates, and what it proves itself by. */
export interface TelegramWebhook {
  readonly url: string;
  readonly secret: string;
}

/** Signs an owner up on a page, imports FAQs for them and connects a Telegram bot. */
export async function openTelegramShop(
  site: Site,
  page: Page,
  owner: SignUp,
  faqs: readonly object[],
): Promise<TelegramWebhook> {
  await signUp(page, owner);
  const current = await page.request.get('/trpc/tenant.current');
  const tenantId: string = (await current.json()).result.data.tenant.id;
  const folder = mkdtempSync(join(tmpdir(), 'answerdesk-shop-'));
  const file = join(folder, 'faqs.jsonl');
  writeFileSync(file, faqs.map((faq) => JSON.stringify(faq)).join('\n'));
  const { command, address } = site.product();
  try {
    await command('faq', 'import', '--tenant', tenantId, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const words = ['channel', 'connect', '--tenant', tenantId, 'telegram', '--token', '77:token-of-tests'];
  const connected = await command(...words);
  const { pathname } = new URL(String(connected['webhookUrl']));
  return { url: `${address}${pathname}`, secret: String(connected['secret']) };
}
