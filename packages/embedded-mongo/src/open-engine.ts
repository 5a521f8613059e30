import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { passwordOf, user } from './access/password.ts';
import { scramSecret } from './access/scram.ts';
import type { Engine } from './commands/call.ts';
import { newCounters } from './counters.ts';
import { Cursors } from './sessions/cursors.ts';
import { Retries } from './sessions/retries.ts';
import { Catalog } from './storage/catalog.ts';
import { DatabaseFile } from './storage/database-file.ts';

/** Opens the database under the directory, made if missing. Throws an Error naming the file when it cannot be used. */
export function openEngine(dataDir: string, password = passwordOf(dataDir)): Engine {
  const file = new DatabaseFile(join(dataDir, 'mongodb.sqlite'));
  return {
    file,
    catalog: new Catalog(file),
    cursors: new Cursors(),
    retries: new Retries(file),
    counters: newCounters(),
    setName: setName(file),
    secret: scramSecret(user, password),
    address: '',
  };
}

/** The replica set's name tells this data from any other, so that a stale address never leads to the wrong one. */
function setName(file: DatabaseFile): string {
  const found: unknown = file.statement("SELECT value FROM settings WHERE name = 'setName'").get();
  if (Array.isArray(found)) return String(found[0]);
  const name = `embedded-${randomBytes(6).toString('hex')}`;
  file.statement("INSERT INTO settings (name, value) VALUES ('setName', ?)").run(name);
  return name;
}
