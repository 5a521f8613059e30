import { hostname } from 'node:os';
import { Double } from 'bson';
import { isTrue } from '../bson/read-value.ts';
import type { Out, Reply } from '../bson/value.ts';
import type { Call } from './call.ts';
import { mongoVersion } from './handshake.ts';

/** As many connections as MongoDB takes unless told otherwise; here the operating system is the limit. */
const maxConnections = 1_000_000;

/** What a monitor asks first: who this is, for how long, and how much has been done. A section with 0 is left out. */
export function serverStatus(call: Call): Reply {
  const { address, counters, setName } = call.engine;
  const { connections, operations, ttl } = counters;
  const uptimeMs = Date.now() - counters.startedAt;
  const seconds = Math.floor(uptimeMs / 1000);
  const { rss } = process.memoryUsage();
  const sections: [string, Out][] = [
    [
      'connections',
      {
        current: connections.current,
        available: maxConnections - connections.current,
        totalCreated: connections.totalCreated,
      },
    ],
    ['opcounters', longs({ ...operations })],
    [
      'repl',
      {
        hosts: [address],
        setName,
        setVersion: 1,
        isWritablePrimary: true,
        secondary: false,
        primary: address,
        me: address,
      },
    ],
    ['storageEngine', { name: 'sqlite', readOnly: false, persistent: true }],
    ['mem', { bits: 64, resident: megabytes(rss), supported: true }],
    ['metrics', { ttl: longs({ ...ttl }) }],
  ];
  return {
    host: `${hostname()}:${address.split(':')[1]}`,
    version: mongoVersion,
    process: 'embedded-mongo',
    pid: BigInt(process.pid),
    uptime: new Double(seconds),
    uptimeMillis: BigInt(uptimeMs),
    uptimeEstimate: BigInt(seconds),
    localTime: new Date(),
    ...Object.fromEntries(sections.filter(([name]) => !call.body.has(name) || isTrue(call.body.get(name)))),
    ok: 1,
  };
}

function longs(numbers: Record<string, number>): Reply {
  return Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, BigInt(number)]));
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
