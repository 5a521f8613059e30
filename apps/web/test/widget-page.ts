import { createServer } from 'node:http';
import type { Locator, Page } from 'playwright-core';

/** The widget as a visitor of a page uses it. */
export const openChat = async (page: Page): Promise<void> => {
  await page.locator('.launcher').click();
  await page.locator('textarea').waitFor();
};

export const ask = async (page: Page, words: string): Promise<void> => {
  await page.locator('textarea').fill(words);
  await page.keyboard.press('Enter');
};

/** Keeps what a page sends to the bot from it until released, so that no answer comes before. */
export const holdMessages = async (page: Page): Promise<{ release(): void }> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/messages', async (route) => {
    if (route.request().method() === 'POST') await promise;
    await route.continue();
  });
  return {
    // The route stays: taking it away would let go what it holds at the same moment as it does so itself.
    release: resolve,
  };
};

export const answers = (page: Page): Locator => page.locator('.theirs[data-id] .bubble');
export const mine = (page: Page): Locator => page.locator('.mine .bubble');

export interface Shop {
  readonly origin: string;
  stop(): Promise<void>;
}

/** A shop's own server, whose pages, one for each language, have a snippet on them and allows what a careful shop allows. */
export function startShop(snippet: () => string, product: () => string): Promise<Shop> {
  const server = createServer((request, response) => {
    const language = request.url?.slice(1) || 'en';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${product()}; connect-src ${product()}; style-src 'self'; img-src data:`,
    );
    response.end(
      `<!doctype html><html lang="${language}"><head><title>Shop</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head><body><main><h1>A shop</h1></main>${snippet()}</body></html>`,
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (!address || typeof address !== 'object') return reject(new Error('no port'));
      resolve({
        origin: `http://localhost:${address.port}`,
        async stop() {
          server.closeAllConnections();
          await new Promise((stopped) => server.close(stopped));
        },
      });
    });
  });
}
