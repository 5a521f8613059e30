import { Binary } from 'bson';
import { isTrue } from '../bson/read-value.ts';
import type { Reply } from '../bson/value.ts';
import { checkCollection, type Integrity } from '../check-integrity.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { typeName } from '../query/type-names.ts';
import { type Call, collectionName, findCollection } from './call.ts';

/** Reads a whole collection and says whether every index holds exactly its documents' keys. */
export function validate(call: Call): Reply {
  const wanted = call.body.get(call.name);
  if (typeof wanted !== 'string') throw new CommandError(73, `collection name has invalid type ${typeName(wanted)}`);
  const name = collectionName(call);
  const collection = findCollection(call);
  if (!collection) throw new CommandError(26, `Collection '${call.db}.${name}' does not exist to validate.`);
  if (isTrue(call.body.get('repair'))) {
    throw new CommandError(
      72,
      'Running the validate command with { repair: true } can only be performed in standalone mode.',
    );
  }
  for (const option of ['background', 'metadata', 'checkBSONConformance', 'fixMultikey']) {
    if (isTrue(call.body.get(option))) throw notSupported(`the option ${option} of validate`);
  }
  const { file } = call.engine;
  const result: Integrity = { documents: 0, entries: 0, problems: [] };
  const damaged = checkCollection(file, collection, result);
  const keysPerIndex: Reply = { _id_: result.documents };
  const indexDetails: Reply = { _id_: { valid: true } };
  for (const index of collection.indexes) {
    const found: unknown = file.statement(`SELECT count(*) FROM ${index.table}`).get();
    keysPerIndex[index.spec.name] = Number(Array.isArray(found) ? found[0] : 0);
    indexDetails[index.spec.name] = { valid: !damaged.has(index) };
  }
  return {
    ns: collection.namespace,
    uuid: new Binary(collection.uuid, Binary.SUBTYPE_UUID),
    nInvalidDocuments: 0,
    nNonCompliantDocuments: 0,
    nrecords: result.documents,
    nIndexes: collection.indexes.length + 1,
    keysPerIndex,
    indexDetails,
    valid: result.problems.length === 0,
    repaired: false,
    warnings: [],
    errors: result.problems,
    extraIndexEntries: [],
    missingIndexEntries: [],
    corruptRecords: [],
    ok: 1,
  };
}
