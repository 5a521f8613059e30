import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Value } from '../bson/value.ts';
import { readIndexSpec } from '../keys/index-spec.ts';
import { openEngine } from '../open-engine.ts';
import type { Call } from './call.ts';
import { insertDocument } from './insert.ts';
import { validate } from './validate.ts';

test('validate names the index that is out of step with the documents', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
  const engine = openEngine(dataDir);
  try {
    const items = engine.catalog.findOrCreate('db', 'items');
    const specs = ['a', 'b'].map((name) =>
      readIndexSpec(new Map<string, Value>([['name', name]]).set('key', new Map([[name, 1]]))),
    );
    engine.catalog.createIndexes(items, specs);
    insertDocument(engine.file, items, new Map([['_id', 1]]));
    const connection = { id: 1, user: 'answerdesk', signingIn: undefined };
    const body = new Map<string, Value>([['validate', 'items']]);
    const call: Call = { engine, db: 'db', name: 'validate', body, batch: [], connection, session: undefined };
    expect(validate(call)).toMatchObject({ valid: true, keysPerIndex: { _id_: 1, a: 1, b: 1 }, errors: [] });
    engine.file.exec(`DELETE FROM ${items.indexes[1]?.table}`);
    const reply = validate(call);
    expect(reply).toMatchObject({ valid: false, keysPerIndex: { a: 1, b: 0 } });
    expect(reply['indexDetails']).toEqual({ _id_: { valid: true }, a: { valid: true }, b: { valid: false } });
  } finally {
    engine.file.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
