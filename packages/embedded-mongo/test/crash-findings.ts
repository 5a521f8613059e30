import { decodeDocument } from '../src/bson/decode.ts';
import { asNumber } from '../src/bson/read-value.ts';
import type { Doc } from '../src/bson/value.ts';
import { checkIntegrity } from '../src/check-integrity.ts';
import type { Engine } from '../src/commands/call.ts';
import { openEngine } from '../src/open-engine.ts';
import { accounts, type Ledger, openingBalance } from './crash-writers.ts';

/**
 * Everything that is not as it was acknowledged, in words. What the server was told but had not answered may have happened or
 * not, never by half; what was found is what the next round has to find again.
 */
export function lookAfterCrash(dataDir: string, ledger: Ledger): string[] {
  const engine = openEngine(dataDir);
  try {
    const { problems } = checkIntegrity(engine.file, engine.catalog);
    return [...problems, ...itemProblems(engine, ledger), ...transferProblems(engine, ledger)];
  } finally {
    engine.file.close();
  }
}

function documentsOf(engine: Engine, name: string): Doc[] {
  const collection = engine.catalog.find('crash', name);
  if (!collection) return [];
  return engine.file
    .prepare(`SELECT data FROM ${collection.table}`)
    .all()
    .flatMap((found: unknown) => {
      const [data]: unknown[] = Array.isArray(found) ? found : [];
      return data instanceof Uint8Array ? [decodeDocument(data)] : [];
    });
}

function itemProblems(engine: Engine, ledger: Ledger): string[] {
  const problems: string[] = [];
  const found = new Map<string, number>();
  for (const doc of documentsOf(engine, 'items')) {
    const id = String(doc.get('_id'));
    const version = asNumber(doc.get('version'));
    const steps = doc.get('steps');
    found.set(id, version);
    const isWhole = Array.isArray(steps) && steps.length === version + 1 && doc.get('unique') === `${id}@${version}`;
    if (!isWhole) problems.push(`${id} holds half a write at version ${version}`);
    if (!ledger.items.has(id) && !ledger.unsure.has(id)) problems.push(`${id} was never written`);
  }
  for (const [id, acknowledged] of ledger.items) {
    const version = found.get(id);
    if (version === acknowledged) continue;
    const isUnderWay = ledger.unsure.has(id);
    const isDeletedNext = version === undefined && acknowledged === 2;
    const isOneMore = version !== undefined && acknowledged !== undefined && version === acknowledged + 1;
    if (!isUnderWay || !(isDeletedNext || isOneMore)) problems.push(`${id} is at ${version}, not at ${acknowledged}`);
  }
  for (const id of ledger.unsure) {
    if (found.has(id) || ledger.items.has(id)) ledger.items.set(id, found.get(id));
  }
  ledger.unsure.clear();
  return problems;
}

function transferProblems(engine: Engine, ledger: Ledger): string[] {
  const problems: string[] = [];
  const balances = Array.from({ length: accounts }, () => openingBalance);
  const counts = Array.from({ length: accounts }, () => 0);
  const found = new Set<string>();
  for (const doc of documentsOf(engine, 'transfers')) {
    found.add(String(doc.get('_id')));
    const amount = asNumber(doc.get('amount'));
    for (const [account, change] of [
      [asNumber(doc.get('from')), -amount],
      [asNumber(doc.get('to')), amount],
    ] as const) {
      balances[account] = (balances[account] ?? 0) + change;
      counts[account] = (counts[account] ?? 0) + 1;
    }
  }
  for (const id of ledger.transfers) if (!found.has(id)) problems.push(`the transaction ${id} is lost`);
  for (const doc of documentsOf(engine, 'accounts')) {
    const account = asNumber(doc.get('_id'));
    const balance = asNumber(doc.get('balance'));
    const isWhole = balance === balances[account] && asNumber(doc.get('transfers')) === counts[account];
    if (!isWhole) problems.push(`account ${account} has ${balance}, its transactions make ${balances[account]}`);
  }
  for (const id of found) ledger.transfers.add(id);
  return problems;
}
