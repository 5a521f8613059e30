import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBotsConfig } from '@answerdesk/bots';
import { createChannels } from '@answerdesk/channels';
import { type ChannelName, channelNameSchema } from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import { type Command, optionalText, requiredText, UsageError } from '../../command.ts';
import { readCliConfig } from '../../config.ts';
import { findTenant, withDesk } from '../../desk.ts';
import { buildServer } from '../../server.ts';
import type { Line, SimulatedCustomer, SimulatedPlatform } from './simulated-platform.ts';
import { startSimulatedTeams } from './simulated-teams.ts';
import { startSimulatedTelegram } from './simulated-telegram.ts';
import { startSimulatedWebchat } from './simulated-webchat.ts';
import { startSimulatedWechat } from './simulated-wechat.ts';
import { startSimulatedWecom } from './simulated-wecom.ts';

const REPLY_WITHIN_MS = 60_000;
/** An answer may be several messages; after this long without one it was the last. */
const QUIET_MS = 400;

const platforms: Readonly<Record<ChannelName, () => Promise<SimulatedPlatform>>> = {
  telegram: startSimulatedTelegram,
  teams: startSimulatedTeams,
  wechat: startSimulatedWechat,
  wecom: startSimulatedWecom,
  webchat: startSimulatedWebchat,
};

export const simulate: Command = {
  name: 'simulate',
  usage: `simulate ${channelNameSchema.options.join('|')} --tenant T [--locale L]`,
  options: { tenant: { type: 'string' }, locale: { type: 'string' } },
  async run(input) {
    const named = channelNameSchema.safeParse(input.positionals[0]);
    if (!named.success || input.positionals.length !== 1) {
      throw new UsageError(`name one channel: ${channelNameSchema.options.join(', ')}`);
    }
    const tenantNamed = requiredText(input, 'tenant');
    const languageCode = optionalText(input, 'locale');
    const config = readCliConfig();
    return withDesk(config, async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      await using undo = new AsyncDisposableStack();
      const platform = await platforms[named.data]();
      undo.defer(() => platform.stop());
      const server = await buildServer(desk, { logLevel: 'error', bots: readBotsConfig(config.publicUrl) });
      undo.defer(() => server.close());
      const address = await server.listen({ port: 0, host: '127.0.0.1' });
      const { account, webhookUrl, secret } = await connectAccount(
        {
          tenants: desk.tenants,
          accounts: desk.accounts,
          accountsOf: desk.platformWide.listAccountsOf,
          secretBox: createSecretBox(desk.secretKey, desk.oldSecretKey),
          webhookUrlOf: (accountId) => `${address}/webhooks/${named.data}/${accountId}`,
          now: () => new Date(),
        },
        tenant.id,
        createChannels({})[named.data],
        {
          credentials: platform.credentials,
          ...(platform.apiRoot !== undefined && { apiRoot: platform.apiRoot }),
        },
      );
      undo.defer(() => desk.accounts.remove(tenant.id, account.id));
      const transcript: Line[] = [];
      const customer = await platform.customer(
        { url: webhookUrl, secret },
        {
          ...(languageCode !== undefined && { languageCode }),
          heard(line) {
            transcript.push(line);
            const buttons = line.buttons?.map((label, index) => `\n     [${index + 1}] ${label}`) ?? [];
            input.print(['bot  ', line.text, ...buttons].join(''));
          },
        },
      );
      input.say('Write as a customer; a number presses a button; end with Ctrl-D.');
      await converse(customer, transcript, input.print);
      return { json: { messages: transcript }, words: 'Goodbye.' };
    });
  },
};

/** Reads lines from the terminal and has each said on the platform; what comes back is in the transcript. */
async function converse(
  customer: SimulatedCustomer,
  transcript: Line[],
  print: (words: string) => void,
): Promise<void> {
  await answered(transcript, () => customer.open());
  const terminal = createInterface({ input: process.stdin });
  // Ctrl-C ends the conversation, not the process: the simulated account is removed first.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => terminal.close());
  for await (const typed of terminal) {
    const text = typed.trim();
    if (text === '') continue;
    const newest = transcript.findLast(({ from }) => from === 'bot');
    const pressed = /^\d$/.test(text) ? newest?.buttons?.[Number(text) - 1] : undefined;
    transcript.push({ from: 'customer', text: pressed ?? text });
    print(`you  ${pressed ?? text}`);
    await answered(transcript, async () => {
      if (pressed === undefined || !(await customer.press(Number(text)))) await customer.write(text);
    });
  }
}

/** Resolves when something was said back, and nothing more for a moment. */
async function answered(transcript: readonly Line[], act: () => Promise<void>): Promise<void> {
  let heard = transcript.length;
  const until = Date.now() + REPLY_WITHIN_MS;
  await act();
  while (transcript.length === heard) {
    if (Date.now() > until) throw new Error(`Nothing came back within ${REPLY_WITHIN_MS / 1_000} s`);
    await sleep(QUIET_MS / 10);
  }
  while (transcript.length > heard) {
    heard = transcript.length;
    await sleep(QUIET_MS);
  }
}
