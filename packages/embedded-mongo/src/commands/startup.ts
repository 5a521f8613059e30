import { dirname } from 'node:path';
import type { Reply } from '../bson/value.ts';
import { CommandError, typeMismatch } from '../command-error.ts';
import { typeName } from '../query/type-names.ts';
import { type Call, requireAdmin } from './call.ts';

/** How the server was started: by a program, not by a command line. */
export function getCmdLineOpts(call: Call): Reply {
  requireAdmin(call);
  const { address, file, setName } = call.engine;
  const [bindIp, port] = address.split(':');
  const parsed: Reply = {
    net: { bindIp, port: Number(port) },
    replication: { replSet: setName },
    security: { authorization: 'enabled' },
    storage: { dbPath: dirname(file.path) },
  };
  return { argv: [], parsed, ok: 1 };
}

/** There is one log, of warnings at startup, and nothing ever was to be warned of: what is wrong there is fatal. */
export function getLog(call: Call): Reply {
  requireAdmin(call);
  const name = call.body.get('getLog');
  if (typeof name !== 'string') {
    throw typeMismatch(`BSON field 'getLog.getLog' is the wrong type '${typeName(name)}', expected type 'string'`);
  }
  if (name === '*') return { names: ['startupWarnings'], ok: 1 };
  if (name !== 'startupWarnings') throw new CommandError(96, `No log named '${name}'`);
  return { totalLinesWritten: 0, log: [], ok: 1 };
}
