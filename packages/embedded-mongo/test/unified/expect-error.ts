import { type Document, MongoError, MongoServerError } from 'mongodb';
import type { Entities } from './entities.ts';
import { findMismatch } from './match.ts';

/** The first way in which an error is not what `expectError` describes, or undefined. */
export function findErrorMismatch(expected: Document, error: unknown, entities: Entities): string | undefined {
  if (!(error instanceof Error)) return `expected an error, got ${String(error)}`;
  const { isClientError, errorContains, errorCode, errorCodeName } = expected;
  const isOfServer = error instanceof MongoServerError;
  const said = `got ${error.name}: ${error.message}`;
  if (isClientError !== undefined && isClientError === isOfServer) {
    return `expected the ${isClientError ? 'driver' : 'server'} to refuse, ${said}`;
  }
  if (errorContains !== undefined && !error.message.toLowerCase().includes(String(errorContains).toLowerCase())) {
    return `expected a message with "${errorContains}", ${said}`;
  }
  const { code, codeName, result, errorResponse }: Document = error;
  if (errorCode !== undefined && code !== errorCode) return `expected the code ${errorCode}, got ${code}, ${said}`;
  if (errorCodeName !== undefined && codeName !== errorCodeName) {
    return `expected the code ${errorCodeName}, got ${codeName}, ${said}`;
  }
  return (
    findLabelMismatch(expected, error) ??
    (expected['expectResult'] === undefined ? undefined : findMismatch(expected['expectResult'], result, entities)) ??
    (expected['errorResponse'] === undefined
      ? undefined
      : findMismatch(expected['errorResponse'], errorResponse, entities))
  );
}

function findLabelMismatch({ errorLabelsContain = [], errorLabelsOmit = [] }: Document, error: Error) {
  const has = (label: string) => error instanceof MongoError && error.hasErrorLabel(label);
  const missing = errorLabelsContain.find((label: string) => !has(label));
  if (missing !== undefined) return `expected the label ${missing}, got ${error.message}`;
  const unwanted = errorLabelsOmit.find(has);
  return unwanted === undefined ? undefined : `the label ${unwanted} was not expected, got ${error.message}`;
}
