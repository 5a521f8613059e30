import { isNumeric } from '../bson/compare.ts';
import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Reply, Value } from '../bson/value.ts';
import { badValue, CommandError } from '../command-error.ts';
import type { Parameters } from '../parameters.ts';
import { type Call, requireAdmin } from './call.ts';
import { isGeneric } from './check-fields.ts';

interface Parameter {
  read(parameters: Parameters): Reply | number | boolean;
  /** Reads and checks the value, and returns what puts it in place. */
  prepare?(value: Value): (parameters: Parameters) => void;
}

const known = new Map<string, Parameter>([
  ['featureCompatibilityVersion', { read: () => ({ version: '7.0' }) }],
  [
    'notablescan',
    {
      read: (parameters) => parameters.notablescan,
      prepare(value) {
        const isOn = isNumeric(value) ? asNumber(value) !== 0 : value !== null && value !== false;
        return (parameters) => {
          parameters.notablescan = isOn;
        };
      },
    },
  ],
  [
    'ttlMonitorSleepSecs',
    {
      read: (parameters) => parameters.ttlMonitorSleepSecs,
      prepare(value) {
        const seconds = wholeNumber(value, 'ttlMonitorSleepSecs');
        if (seconds <= 0) {
          throw badValue(`Invalid value for parameter ttlMonitorSleepSecs: ${seconds} is not greater than 0`);
        }
        return (parameters) => {
          parameters.ttlMonitorSleepSecs = seconds;
        };
      },
    },
  ],
]);

/** Leaves out what it does not know, as MongoDB does; InvalidOptions (72) when that is all that was asked. */
export function getParameter(call: Call): Reply {
  requireAdmin(call);
  const { parameters } = call.engine.file;
  const what = call.body.get('getParameter');
  const isDetailed = what instanceof Map && isTrue(what.get('showDetails'));
  const isAll = what === '*' || (what instanceof Map && isTrue(what.get('allParameters')));
  const reply: Reply = {};
  for (const [name, { read, prepare }] of known) {
    if (!isAll && !call.body.has(name)) continue;
    const value = read(parameters);
    const settableAtRuntime = prepare !== undefined;
    reply[name] = isDetailed ? { value, settableAtRuntime, settableAtStartup: false } : value;
  }
  if (Object.keys(reply).length === 0) throw new CommandError(72, 'no option found to get');
  return { ...reply, ok: 1 };
}

/** Sets all of the parameters or none; `was` is what the first of them was. */
export function setParameter(call: Call): Reply {
  requireAdmin(call);
  const { parameters } = call.engine.file;
  const changes: ((parameters: Parameters) => void)[] = [];
  let was: Reply[string];
  for (const [name, value] of call.body) {
    if (name === 'setParameter' || isGeneric(name)) continue;
    const parameter = known.get(name);
    if (!parameter) {
      throw new CommandError(72, `attempted to set unrecognized parameter [${name}], use help:true to see options `);
    }
    if (!parameter.prepare) throw new CommandError(20, `not allowed to change [${name}] at runtime`);
    changes.push(parameter.prepare(value));
    was ??= parameter.read(parameters);
  }
  if (changes.length === 0) throw new CommandError(72, 'no option found to set, use help:true to see options ');
  for (const change of changes) change(parameters);
  return { was, ok: 1 };
}

function wholeNumber(value: Value, name: string): number {
  const number = typeof value === 'boolean' ? Number(value) : Math.trunc(asNumber(value));
  if (Number.isNaN(number)) throw badValue(`Failed validating ${name}: Unable to coerce value to integral type`);
  if (Math.abs(number) > 2_147_483_647) {
    throw badValue(`Failed validating ${name}: Out of bounds coercing to integral value`);
  }
  return number;
}
