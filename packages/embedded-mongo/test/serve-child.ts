/** Serves a directory in a process of its own; tells its parent the address, its memory when asked, and ends with it. */
import { startEmbeddedMongo } from '../src/index.ts';

const [, , dataDir = ''] = process.argv;
const server = await startEmbeddedMongo({
  dataDir,
  onFailure: (error) => {
    console.error(error);
    process.exit(70);
  },
});
process.on('message', () => process.send?.(process.memoryUsage.rss()));
process.once('disconnect', async () => {
  await server.stop();
  process.exit(0);
});
process.send?.(server.uri);
