// A process of its own that reports usage until it is killed, at the clock it is given.
import { reportUsage } from '@answerdesk/billing';
import { connectDatabase } from '@answerdesk/database';
import { billingHouse } from './billing-house.ts';

const [dataDir = '', uri = '', apiRoot = '', nowIso = '', owner = ''] = process.argv.slice(2);
const database = await connectDatabase({ dataDir, maxPoolSize: 5, ...(uri !== '' && { uri }) });
const house = billingHouse(database.models, {
  apiRoot,
  owner,
  now: () => new Date(nowIso),
  random: Math.random,
  alarm: () => undefined,
});
process.send?.('ready');
await reportUsage(house);
await database.close();
process.disconnect?.();
