import type { Page } from 'playwright-core';
import type { Site } from './browser.ts';
import { importFaqs } from './import-faqs.ts';
import { type SignUp, signUp, tenantOf } from './people.ts';

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
  const tenantId = await tenantOf(page);
  await importFaqs(site.product(), tenantId, faqs);
  const { command, address } = site.product();
  const words = ['channel', 'connect', '--tenant', tenantId, 'telegram', '--token', '77:token-of-tests'];
  const connected = await command(...words);
  const { pathname } = new URL(String(connected['webhookUrl']));
  return { url: `${address}${pathname}`, secret: String(connected['secret']) };
}
