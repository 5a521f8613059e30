/** A process that answers until a tenant's cap is reached, and prints how many it answered. */
import { connectDatabase } from '@answerdesk/database';
import { tenantIdSchema } from '@answerdesk/domain';
import { answerUntilCapped } from './answer-until-capped.ts';

const [, , tenantId, atOnce, dataDir = '', uri] = process.argv;
const database = await connectDatabase({ dataDir, maxPoolSize: 10, ...(uri !== undefined && { uri }) });
process.stdout.write(String(await answerUntilCapped(database, tenantIdSchema.parse(tenantId), Number(atOnce))));
await database.close();
