import type { Document, MongoClient } from 'mongodb';
import { assertions } from './assertions.ts';
import { crudOperations } from './crud-operations.ts';
import { unknownEntity } from './entities.ts';
import { schemaOperations } from './schema-operations.ts';
import { sessionOperations } from './session-operations.ts';
import type { Operation, SpecFile, SpecTest } from './spec-file.ts';

/** What a server says of itself, as far as tests ask for it. */
export interface ServerFacts {
  version: string;
  hasUsers: boolean;
  parameter(name: string): Promise<unknown>;
}

/** Asks the server behind a client. */
export async function askServer(client: MongoClient): Promise<ServerFacts> {
  const admin = client.db('admin');
  const { version } = await admin.command({ buildInfo: 1 });
  return {
    version,
    hasUsers: client.options.credentials !== undefined,
    parameter: async (name) => {
      const reply: Document = await admin.command({ getParameter: 1, [name]: 1 }).catch(() => ({}));
      return reply[name];
    },
  };
}

/** Why a test is not run on this server, or undefined. Reasons are few, so that skipped tests can be counted by them. */
export async function whySkipped(file: SpecFile, test: SpecTest, facts: ServerFacts): Promise<string | undefined> {
  if (!file.schemaVersion?.startsWith('1.')) return 'another format';
  if (test.skipReason !== undefined) return 'the specification skips it';
  const unsupported = whyUnsupported(file, test);
  if (unsupported !== undefined) return unsupported;
  for (const requirements of [file.runOnRequirements, test.runOnRequirements]) {
    if (!requirements) continue;
    const refusals = await Promise.all(requirements.map((one) => unmetRequirement(one, facts)));
    if (!refusals.includes(undefined)) return refusals[0];
  }
  return undefined;
}

function whyUnsupported(file: SpecFile, test: SpecTest): string | undefined {
  const operations = withCallbacks(test.operations);
  if (operations.some(({ name }) => /failpoint/i.test(name))) return 'needs a fail point';
  const entities = [...(file.createEntities ?? []), ...operations.flatMap((one) => one.arguments?.['entities'] ?? [])];
  const entity = unknownEntity(entities);
  if (entity !== undefined) return entity;
  const eventTypes = (test.expectEvents ?? []).flatMap(({ eventType = 'command' }) => eventType);
  if (eventTypes.some((type) => type !== 'command')) return 'events of pools or topologies';
  if (test.expectLogMessages) return 'log messages';
  const unknown = operations.find(({ name, object }) => !isKnown(name, object));
  return unknown && `operation ${unknown.name}`;
}

function isKnown(name: string, object: string): boolean {
  if (object === 'testRunner') return assertions.has(name);
  const tables = [crudOperations, schemaOperations, sessionOperations];
  return name === 'withTransaction' || tables.some((table) => table.has(name));
}

function withCallbacks(operations: readonly Operation[]): Operation[] {
  return operations.flatMap((one) => [one, ...withCallbacks(one.arguments?.['callback'] ?? [])]);
}

async function unmetRequirement(requirement: Document, facts: ServerFacts): Promise<string | undefined> {
  const { minServerVersion: min, maxServerVersion: max, topologies, serverless, auth, csfle } = requirement;
  if (min !== undefined && compareVersions(facts.version, min) < 0) return `server ${min} or later`;
  if (max !== undefined && compareVersions(facts.version, max) > 0) return `server ${max} or earlier`;
  if (topologies && !topologies.includes('replicaset')) return `topology ${topologies.join(' or ')}`;
  if (serverless === 'require') return 'serverless';
  if (csfle === true || (csfle && typeof csfle === 'object')) return 'client-side encryption';
  if (auth !== undefined && auth !== facts.hasUsers) return auth ? 'server with users' : 'server without users';
  for (const [name, value] of Object.entries(requirement['serverParameters'] ?? {})) {
    if ((await facts.parameter(name)) !== value) return `server parameter ${name}`;
  }
  return undefined;
}

function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.split('.').map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
