import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BSON, type Document } from 'mongodb';

/** One step of a test, as the unified test format writes it. */
export interface Operation {
  name: string;
  object: string;
  arguments?: Document;
  expectError?: Document;
  expectResult?: unknown;
  saveResultAsEntity?: string;
  ignoreResultAndError?: boolean;
}

export interface SpecTest {
  description: string;
  skipReason?: string;
  runOnRequirements?: Document[];
  operations: Operation[];
  expectEvents?: Document[];
  expectLogMessages?: Document[];
  outcome?: Document[];
}

/** A file of tests that share their entities and their first documents. */
export interface SpecFile {
  /** Relative to the folder that was read. */
  path: string;
  schemaVersion?: string;
  runOnRequirements?: Document[];
  createEntities?: Document[];
  initialData?: Document[];
  tests: SpecTest[];
}

/** Reads every *.json below a folder, by the folder each lies in (relative, '.' for the top). Throws for malformed JSON. */
export function readSpecFiles(root: string): Map<string, SpecFile[]> {
  const folders = new Map<string, SpecFile[]>();
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  for (const path of names.filter((name) => name.endsWith('.json')).sort()) {
    const spec: SpecFile = { tests: [], ...BSON.EJSON.parse(readFileSync(join(root, path), 'utf8')), path };
    const folder = dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), spec]);
  }
  return folders;
}
