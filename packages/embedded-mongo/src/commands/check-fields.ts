import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';

const everywhere = words(
  '$db lsid txnNumber $clusterTime $readPreference readConcern writeConcern comment maxTimeMS apiVersion apiStrict apiDeprecationErrors help $audit $client mayBypassWriteBlocking startTransaction autocommit',
);

interface Fields {
  known: Set<string>;
  refused: Set<string>;
}

/** What each command takes, and what MongoDB takes but this database refuses by name. */
const fields = new Map<string, Fields>([
  ['insert', of('insert documents ordered bypassDocumentValidation stmtId stmtIds', 'encryptionInformation')],
  ['update', of('update updates ordered bypassDocumentValidation stmtId stmtIds let', 'encryptionInformation')],
  ['update.updates', of('q u multi upsert arrayFilters hint collation c', 'sampleId')],
  ['delete', of('delete deletes ordered stmtId stmtIds let', 'encryptionInformation')],
  ['delete.deletes', of('q limit hint collation', 'sampleId')],
  [
    'findAndModify',
    of(
      'findAndModify findandmodify query sort remove update new fields upsert bypassDocumentValidation arrayFilters hint stmtId let collation',
      '',
    ),
  ],
  [
    'find',
    of(
      'find filter sort projection hint skip limit batchSize singleBatch allowDiskUse noCursorTimeout allowPartialResults oplogReplay let collation max min returnKey showRecordId readOnce',
      'tailable awaitData',
    ),
  ],
  ['getMore', of('getMore collection batchSize', '')],
  ['killCursors', of('killCursors cursors', '')],
  [
    'aggregate',
    of('aggregate pipeline cursor allowDiskUse hint bypassDocumentValidation let collation explain', 'exchange'),
  ],
  ['count', of('count query limit skip hint fields collation', '')],
  ['distinct', of('distinct key query collation', '')],
  ['createIndexes', of('createIndexes indexes commitQuorum ignoreUnknownIndexOptions', '')],
  ['dropIndexes', of('dropIndexes index', '')],
  ['dbStats', of('dbStats dbstats scale', 'freeStorage')],
  ['listIndexes', of('listIndexes cursor includeBuildUUIDs', '')],
]);

/** Whether every command takes the field. */
export function isGeneric(field: string): boolean {
  return everywhere.has(field);
}

/** Throws for a field the command does not know (40415, as MongoDB) or that is refused here (115). */
export function checkFields(command: string, body: Doc): void {
  const found = fields.get(command);
  if (!found) return;
  for (const [name, value] of body) {
    if (found.known.has(name) || everywhere.has(name)) continue;
    if (!found.refused.has(name)) {
      throw new CommandError(40415, `BSON field '${command}.${name}' is an unknown field.`);
    }
    if (!isOff(value)) throw notSupported(`the option ${name} of ${command}`);
  }
}

/** Values that ask for nothing: false, an empty document, the collation that compares bytes. */
function isOff(value: Value): boolean {
  if (value instanceof Map) return value.size === 0 || value.get('locale') === 'simple';
  return value === false || value === null;
}

function of(known: string, refused: string): Fields {
  return { known: words(known), refused: words(refused) };
}

function words(text: string): Set<string> {
  return new Set(text.split(' '));
}
