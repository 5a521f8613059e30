import { createInterface } from 'node:readline/promises';
import { readBotsConfig } from '@answerdesk/bots';
import { createChannels } from '@answerdesk/channels';
import { newId } from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import { createUpdates, postUpdate, type SentMessage, startFakeTelegram } from '@answerdesk/testing';
import { type Command, optionalText, requiredText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { findTenant, withDesk } from '../desk.ts';
import { buildServer } from '../server.ts';

const REPLY_WITHIN_MS = 20_000;

export const simulate: Command = {
  name: 'simulate',
  usage: 'simulate telegram --tenant T [--locale L]',
  options: { tenant: { type: 'string' }, locale: { type: 'string' } },
  async run(input) {
    if (input.positionals.join(' ') !== 'telegram') throw new UsageError('name one channel: telegram');
    const tenantNamed = requiredText(input, 'tenant');
    const languageCode = optionalText(input, 'locale');
    const config = readCliConfig();
    return withDesk(config, async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      await using undo = new AsyncDisposableStack();
      const fake = await startFakeTelegram();
      undo.defer(() => fake.stop());
      const server = await buildServer(desk, { logLevel: 'error', bots: readBotsConfig(config.publicUrl) });
      undo.defer(() => server.close());
      const address = await server.listen({ port: 0, host: '127.0.0.1' });
      const { account, webhookUrl, secret } = await connectAccount(
        {
          tenants: desk.tenants,
          accounts: desk.accounts,
          accountsOf: desk.platformWide.listAccountsOf,
          secretBox: createSecretBox(desk.secretKey, desk.oldSecretKey),
          webhookUrlOf: (accountId) => `${address}/webhooks/telegram/${accountId}`,
          now: () => new Date(),
        },
        tenant.id,
        createChannels({}).telegram,
        { credentials: { token: `${Date.now()}:simulated-${newId()}` }, apiRoot: fake.apiRoot },
      );
      undo.defer(() => desk.accounts.remove(tenant.id, account.id));
      const transcript = await converse({
        customer: { id: 7_000_000_000 + (Date.now() % 1_000_000), ...(languageCode !== undefined && { languageCode }) },
        webhook: { url: webhookUrl, secret },
        fake,
        print: input.print,
        say: input.say,
      });
      return { json: { messages: transcript }, words: 'Goodbye.' };
    });
  },
};

interface Line {
  readonly from: 'customer' | 'bot';
  readonly text: string;
  readonly buttons?: readonly string[];
}

/** Reads lines from the terminal, posts each as Telegram would, and prints what comes back through the fake. */
async function converse(options: {
  readonly customer: { readonly id: number; readonly languageCode?: string };
  readonly webhook: { readonly url: string; readonly secret: string };
  readonly fake: Awaited<ReturnType<typeof startFakeTelegram>>;
  readonly print: (words: string) => void;
  readonly say: (line: string) => void;
}): Promise<readonly Line[]> {
  const { customer, webhook, fake } = options;
  const updates = createUpdates();
  const transcript: Line[] = [];
  let heard = 0;
  let buttons: SentMessage['buttons'] = [];
  let lastMessageId = 0;

  async function exchange(update: Parameters<typeof postUpdate>[1]): Promise<void> {
    const { status } = await postUpdate(webhook, update);
    if (status !== 200) throw new Error(`The webhook answered ${status}`);
    const expected = heard + 1;
    await fake.waitForSent(() => fake.sent().length >= expected, REPLY_WITHIN_MS);
    for (const message of fake.sent().slice(heard)) {
      buttons = message.buttons;
      lastMessageId = message.messageId;
      const labels = message.buttons.map(({ text }) => text);
      transcript.push({ from: 'bot', text: message.text, ...(labels.length > 0 && { buttons: labels }) });
      options.print(
        ['bot  ', message.text, ...labels.map((label, index) => `\n     [${index + 1}] ${label}`)].join(''),
      );
    }
    heard = fake.sent().length;
  }

  options.say('Write as a customer; a number presses a button; end with Ctrl-D.');
  await exchange(updates.text(customer, '/start'));
  const terminal = createInterface({ input: process.stdin });
  // Ctrl-C ends the conversation, not the process: the simulated account is removed first.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => terminal.close());
  for await (const typed of terminal) {
    const text = typed.trim();
    if (text === '') continue;
    const pressed = /^\d$/.test(text) ? buttons[Number(text) - 1] : undefined;
    transcript.push({ from: 'customer', text: pressed?.text ?? text });
    options.print(`you  ${pressed?.text ?? text}`);
    await exchange(pressed ? updates.press(customer, lastMessageId, pressed.data) : updates.text(customer, text));
  }
  return transcript;
}
