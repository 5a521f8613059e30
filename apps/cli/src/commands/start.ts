import { type Command, optionalText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { ensureDemoTenant } from '../demo-tenant.ts';
import { openDesk } from '../desk.ts';
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
    const desk = await openDesk(config, (error) => {
      input.say(`The embedded database stopped: ${error.message}`);
      process.exit(1);
    });
    const app = await buildServer(desk, config, { hasBots: only !== 'api' });
    const address = await app.listen({ port: config.port, host: config.host });
    const demo = input.values['demo'] === true ? await ensureDemoTenant(desk) : undefined;
    input.print(
      [
        `Answerdesk is ready after ${process.uptime().toFixed(1)} s.`,
        `  address   ${address}  (/healthz, /readyz, /metrics; webhooks under /webhooks)`,
        `  database  ${desk.database.kind}${desk.database.kind === 'embedded' ? `, in ${config.dataDir}` : ''}`,
        ...(demo
          ? [
              `  tenant    ${demo.tenant.id}: ${demo.tenant.name}, ${demo.faqCount} FAQs in ${demo.locales.join(', ')}`,
              '',
              `Talk to its bot:      npm run -s answerdesk -- simulate telegram --tenant ${demo.tenant.id}`,
              `Ask it one question:  npm run -s answerdesk -- ask --tenant ${demo.tenant.id} "do you ship abroad?"`,
              `Connect your own bot: npm run -s answerdesk -- channel connect --tenant ${demo.tenant.id} telegram --token YOUR_TOKEN`,
            ]
          : []),
      ].join('\n'),
    );
    if (!stopping.signal.aborted) await new Promise((stop) => stopping.signal.addEventListener('abort', stop));
    input.say('Stopping.');
    const late = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
    await app.close();
    await desk.database.close();
    clearTimeout(late);
    return { json: { stopped: true }, words: 'Stopped.' };
  },
};
