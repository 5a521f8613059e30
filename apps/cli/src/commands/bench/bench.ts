import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeTelegram } from '@answerdesk/testing';
import { type Command, optionalText, UsageError, wholeNumber } from '../../command.ts';
import { type CliConfig, readCliConfig } from '../../config.ts';
import { openDesk } from '../../desk.ts';
import { createChildren } from './children.ts';
import { applyLoad, applySteadyLoad } from './load.ts';
import { measureRecording, type ReplyCpu } from './recording.ts';
import { type BenchRow, goals, reportOf, timesAsFast } from './report.ts';
import { BOTS, startSystems, systemNames } from './systems.ts';

export const bench: Command = {
  name: 'bench',
  usage: 'bench [--seconds S] [--concurrency C[,C…]] [--faqs N]',
  options: { seconds: { type: 'string' }, concurrency: { type: 'string' }, faqs: { type: 'string' } },
  async run(input) {
    const seconds = wholeNumber(input, 'seconds', { least: 1, most: 600, otherwise: 5 });
    const faqs = wholeNumber(input, 'faqs', { least: 1, most: 10_000, otherwise: 100 });
    const levels = (optionalText(input, 'concurrency') ?? '1,50,500').split(',').map(Number);
    if (!levels.every((level) => Number.isInteger(level) && level > 0 && level <= 5_000)) {
      throw new UsageError('--concurrency must be whole numbers from 1 to 5000, separated by commas');
    }
    const fake = await startFakeTelegram({ keepsRecord: false });
    const folder = await mkdtemp(join(tmpdir(), 'answerdesk-bench-'));
    const databases = databasesOfThisRun();
    const config = onOwnDatabase(readCliConfig(), folder, databases.product);
    const children = createChildren();
    try {
      const systems = await startSystems({
        config,
        fake,
        faqCount: faqs,
        naiveDatabase: databases.naive,
        children,
        say: input.say,
      });
      // The first question of a tenant waits until its FAQs are learnt; that is no part of the rate.
      await systems.product();
      await systems.naive();
      const rows: BenchRow[] = [];
      const most = Math.max(...levels);
      let product: ReplyCpu = { seconds: 0, replies: 0 };
      for (const inFlight of levels) {
        for (const system of systemNames) {
          input.say(`${system}, ${inFlight} in flight, ${seconds} s …`);
          const before = system === 'product' ? await systems.productCpuSeconds() : 0;
          let replies = 0;
          const exchange = async () => {
            await systems[system]();
            replies += 1;
          };
          rows.push({ inFlight, system, figures: await applyLoad({ seconds, inFlight, exchange }) });
          if (system === 'product' && inFlight === most) {
            product = { seconds: (await systems.productCpuSeconds()) - before, replies };
          }
        }
      }
      const best = Math.max(...rows.filter(({ system }) => system === 'product').map((row) => row.figures.perSecond));
      const askedPerSecond = best / 2;
      input.say(`product, ${askedPerSecond.toFixed(0)} questions a second, ${seconds} s …`);
      const figures = await applySteadyLoad({ seconds, perSecond: askedPerSecond, exchange: systems.product });
      const halfLoad = { askedPerSecond, figures };
      await children.end();
      input.say(`recording usage, ${most} in flight, ${seconds} s …`);
      const recording = await measureRecording(config, product, { seconds, inFlight: most });
      const ratios = levels.map((inFlight) => ({
        inFlight,
        timesNaive: timesAsFast(rows, inFlight, 'naive'),
        shareOfEcho: timesAsFast(rows, inFlight, 'echo'),
      }));
      const limits = { bots: BOTS, perBotPerSecond: 30, perSecondInAll: BOTS * 30 };
      return {
        json: { limits, goals, faqs, seconds, rows, ratios, halfLoad, recording },
        words: reportOf({ faqs, rows, halfLoad, recording }),
      };
    } finally {
      await children.end();
      await fake.stop();
      if (config.mongodbUri !== undefined) await dropDatabases(config, databases.naive);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function databasesOfThisRun(): { readonly product: string; readonly naive: string } {
  const run = randomBytes(4).toString('hex');
  return { product: `bench-${run}`, naive: `bench-${run}-naive` };
}

/** The same server with a database of the bench's own; the hosts may be several, so the URI is no URL. */
function onOwnDatabase(config: CliConfig, dataDir: string, name: string): CliConfig {
  if (config.mongodbUri === undefined) return { ...config, dataDir };
  return {
    ...config,
    dataDir,
    mongodbUri: config.mongodbUri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${name}`),
  };
}

async function dropDatabases(config: CliConfig, naiveDatabase: string): Promise<void> {
  const { database } = await openDesk(config);
  const { db } = database.models.tenants;
  await db.useDb(naiveDatabase).dropDatabase();
  await db.dropDatabase();
  await database.close();
}
