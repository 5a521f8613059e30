import { readApiConfig } from '@answerdesk/api';
import { readBotsConfig } from '@answerdesk/bots';
import { loadVapidKeys } from '@answerdesk/delivery';
import { openAccounts } from '../accounts.ts';
import { type Command, optionalText, UsageError } from '../command.ts';
import { type CliConfig, readCliConfig } from '../config.ts';
import { type DemoLogin, ensureDemoOwner } from '../demo-owner.ts';
import { ensureDemoTenant } from '../demo-tenant.ts';
import { ensureDemoWebchat } from '../demo-webchat.ts';
import { type Desk, openDesk } from '../desk.ts';
import { buildServer } from '../server.ts';

const STOP_WITHIN_MS = 25_000;

export const start: Command = {
  name: 'start',
  usage: 'start [--demo] [--only api|bots]',
  options: { demo: { type: 'boolean' }, only: { type: 'string' } },
  async run(input) {
    const only = optionalText(input, 'only');
    if (only !== undefined && only !== 'api' && only !== 'bots') throw new UsageError('--only must be api or bots');
    const config = readCliConfig();
    const stopping = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
    // Settings are read before anything is opened, so that a wrong one stops the start at once.
    const parts = {
      ...(only !== 'bots' && { api: readApiConfig(config.publicUrl) }),
      ...(only !== 'api' && { bots: readBotsConfig(config.publicUrl) }),
    };
    const desk = await openDesk(config, (error) => {
      input.say(`The embedded database stopped: ${error.message}`);
      process.exit(1);
    });
    try {
      const isDemo = input.values['demo'] === true;
      let webchat: Awaited<ReturnType<typeof ensureDemoWebchat>>;
      const shop = isDemo && { demo: { accountId: () => webchat } };
      const app = await buildServer(desk, {
        ...config,
        ...parts,
        ...shop,
        pushKeys: config.pushKeys ?? (await loadVapidKeys(config.dataDir)),
      });
      try {
        const address = await app.listen({ port: config.port, host: config.host });
        const demo = isDemo ? await ensureDemoTenant(desk) : undefined;
        const site = config.port === 0 ? address : config.publicUrl;
        if (demo && parts.bots) webchat = await ensureDemoWebchat(desk, demo.tenant.id, site);
        const page = webchat && `${new URL(site).origin}/widget/demo`;
        const login =
          demo && parts.api && (await ensureDemoOwner(desk, await openAccounts(desk, config), demo.tenant.id));
        input.print(welcome(address, desk, config, { ...demo, ...(login && { login }), ...(page && { page }) }));
        if (!stopping.signal.aborted) await new Promise((stop) => stopping.signal.addEventListener('abort', stop));
        input.say('Stopping.');
        setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      } finally {
        await app.close();
      }
    } finally {
      await desk.database.close();
    }
    return { json: { stopped: true }, words: 'Stopped.' };
  },
};

function welcome(
  address: string,
  desk: Desk,
  config: CliConfig,
  {
    tenant,
    faqCount,
    locales = [],
    login,
    page,
  }: Partial<Awaited<ReturnType<typeof ensureDemoTenant>>> & { login?: DemoLogin; page?: string },
): string {
  const { kind } = desk.database;
  const lines = [
    `Answerdesk is ready after ${process.uptime().toFixed(1)} s.`,
    `  admin     ${address}${login ? `  (sign in as ${login.email}, password ${login.password})` : ''}`,
    '  besides   /healthz, /readyz, /metrics; webhooks under /webhooks',
    `  database  ${kind}${kind === 'embedded' ? `, in ${config.dataDir}` : ''}`,
  ];
  if (!tenant) return lines.join('\n');
  return [
    ...lines,
    `  tenant    ${tenant.id}: ${tenant.name}, ${faqCount} FAQs in ${locales.join(', ')}`,
    ...(page === undefined ? [] : [`  shop      ${page}: a page with its chat on it`]),
    '',
    `Talk to its bot:      npm run -s answerdesk -- simulate telegram --tenant ${tenant.id}`,
    `Ask it one question:  npm run -s answerdesk -- ask --tenant ${tenant.id} "do you ship abroad?"`,
    `Connect your own bot: npm run -s answerdesk -- channel connect --tenant ${tenant.id} telegram --token YOUR_TOKEN`,
  ].join('\n');
}
