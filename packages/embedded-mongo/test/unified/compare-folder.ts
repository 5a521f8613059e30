import type { MongoClient } from 'mongodb';
import { type ServerFacts, whySkipped } from './requirements.ts';
import { runTest } from './run-test.ts';
import type { SpecFile } from './spec-file.ts';

export interface Server {
  uri: string;
  /** A client no test observes. */
  observer: MongoClient;
  facts: ServerFacts;
}

export interface Comparison {
  tests: number;
  /** How many were not run, by reason. */
  skipped: Map<string, number>;
  /** How many the real server passes; all that were run where there is none. */
  expected: number;
  passed: number;
  /** What the real server fails, which is not counted, and what only the other fails: file, test and difference. */
  uncounted: string[];
  failures: string[];
}

/** Runs each test on the real server, where there is one, and what passes there on the other as well. */
export async function compareFolder(
  files: readonly SpecFile[],
  server: Server,
  real: Server | undefined,
): Promise<Comparison> {
  const result: Comparison = {
    tests: 0,
    skipped: new Map(),
    expected: 0,
    passed: 0,
    uncounted: [],
    failures: [],
  };
  // Tests for servers without users cannot run on one that has them, whatever the real one has.
  const facts: ServerFacts = { ...(real ?? server).facts, hasUsers: server.facts.hasUsers };
  for (const file of files) {
    for (const test of file.tests) {
      result.tests++;
      const name = `${file.path}: ${test.description}`;
      const reason = await whySkipped(file, test, facts);
      if (reason !== undefined) {
        result.skipped.set(reason, (result.skipped.get(reason) ?? 0) + 1);
        continue;
      }
      const flaw = real && (await runTest(real.uri, real.observer, file, test));
      if (flaw !== undefined) {
        result.uncounted.push(`${name}: ${flaw}`);
        continue;
      }
      result.expected++;
      const difference =
        (await whySkipped(file, test, server.facts)) ?? (await runTest(server.uri, server.observer, file, test));
      if (difference === undefined) result.passed++;
      else result.failures.push(`${name}: ${difference}`);
    }
  }
  return result;
}
