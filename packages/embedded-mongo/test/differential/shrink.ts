import type { Compared, Difference, Pair } from './two-databases.ts';
import type { Fields } from './values.ts';

const patience = 250;

/** The same difference with as little as still shows it. */
export async function shrink(pair: Pair, found: Difference): Promise<Difference> {
  let smallest = found;
  let tries = 0;
  let isSmaller = true;
  while (isSmaller && tries < patience) {
    isSmaller = false;
    for (const candidate of smallerOnes(smallest)) {
      if (++tries > patience) break;
      const difference = await differs(pair, candidate);
      if (difference?.kind !== found.kind) continue;
      smallest = { ...candidate, ...difference };
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

async function differs(pair: Pair, { run, operation }: Difference): Promise<Compared['difference']> {
  await pair.reset(run);
  return (await pair.compare(operation)).difference;
}

function* smallerOnes(found: Difference): Generator<Difference> {
  const { run, operation } = found;
  for (const others of without(run.others)) yield { ...found, run: { ...run, others } };
  for (const indexes of without(run.indexes)) yield { ...found, run: { ...run, indexes } };
  for (const documents of without(run.documents)) yield { ...found, run: { ...run, documents } };
  for (const command of smallerFields(operation.command, isEssential)) {
    // A write that selects by nothing at all may choose any document.
    if (isSafe(command)) yield { ...found, operation: { ...operation, command } };
  }
  for (const documents of simpler(run.documents)) yield { ...found, run: { ...run, documents } };
}

const essential = new Set([
  'q',
  'u',
  'limit',
  'updates',
  'deletes',
  'cursor',
  'sort',
  'multi',
  '_id',
  'pipeline',
  '$sort',
]);
const isEssential = (name: string, at: number) => at === 0 || essential.has(name);

function isSafe(command: Fields): boolean {
  const text = JSON.stringify(command);
  return (
    !('updates' in command || 'deletes' in command) ||
    text.includes('"_id"') ||
    text.includes('"multi":true') ||
    text.includes('"limit":0') ||
    text.includes('y.never')
  );
}

function* without<T>(items: readonly T[]): Generator<T[]> {
  if (items.length > 1) yield [];
  if (items.length > 2) yield items.slice(0, items.length >> 1);
  for (const at of items.keys()) yield items.toSpliced(at, 1);
}

function* simpler(documents: readonly Fields[]): Generator<Fields[]> {
  for (const [at, document] of documents.entries()) {
    for (const smaller of smallerFields(document, (name) => name === '_id')) yield documents.toSpliced(at, 1, smaller);
  }
}

function* smallerFields(fields: Fields, isKept: (name: string, at: number) => boolean): Generator<Fields> {
  const names = Object.keys(fields);
  for (const [at, name] of names.entries()) {
    if (isKept(name, at)) continue;
    const { [name]: _dropped, ...rest } = fields;
    yield rest;
  }
  for (const [name, value] of Object.entries(fields)) {
    for (const smaller of smallerValues(value)) yield { ...fields, [name]: smaller };
  }
}

function* smallerValues(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const fewer of without(value)) if (fewer.length > 0 || value.length === 1) yield fewer;
    for (const [at, element] of value.entries()) {
      for (const smaller of smallerValues(element)) yield value.toSpliced(at, 1, smaller);
    }
  } else if (isPlain(value)) {
    yield* smallerFields(value, (name) => essential.has(name));
  }
}

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
