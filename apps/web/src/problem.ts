import type { ScreenSentence } from '@answerdesk/locales';

/** Ways in which the server refuses, in the words of tRPC's codes. */
export type ProblemCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'BAD_REQUEST'
  | 'TOO_MANY_REQUESTS'
  | 'PAYLOAD_TOO_LARGE'
  | 'OFFLINE'
  | 'UNKNOWN';

const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'BAD_REQUEST',
  429: 'TOO_MANY_REQUESTS',
};

const sentenceOf: Readonly<Record<ProblemCode, ScreenSentence<'shell'>>> = {
  UNAUTHORIZED: 'state.sessionExpired',
  FORBIDDEN: 'error.forbidden',
  NOT_FOUND: 'error.notFound',
  CONFLICT: 'error.conflict',
  BAD_REQUEST: 'error.invalid',
  TOO_MANY_REQUESTS: 'error.tooMany',
  PAYLOAD_TOO_LARGE: 'error.tooLarge',
  OFFLINE: 'state.offline',
  UNKNOWN: 'error.unknown',
};

/** What went wrong, whoever threw it: tRPC's client, the sign-in's, or the browser's fetch. */
export function problemOf(error: unknown): ProblemCode {
  if (error instanceof TypeError) return 'OFFLINE';
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  const data = 'data' in error && typeof error.data === 'object' && error.data !== null ? error.data : error;
  const status = 'httpStatus' in data ? data.httpStatus : 'status' in data ? data.status : undefined;
  if (typeof status === 'number') return codeOfStatus[status] ?? 'UNKNOWN';
  return 'cause' in error && error.cause !== undefined ? problemOf(error.cause) : 'UNKNOWN';
}

/** The sentence of area `shell` that tells a person what went wrong. */
export function problemSentence(error: unknown): ScreenSentence<'shell'> {
  return sentenceOf[problemOf(error)];
}
