import { wordsKinds } from './hostile-words.ts';
import type { Broken, HostileChat, HostileEmbeddings } from './hostility.ts';

/**
 * Examples of everything that can be done to any call, for tests that promise something of them all. Those that never end by
 * themselves (`hang`, `hang-after-head`, `drip`) are among them: callers need a time limit. A redirect needs to be told where.
 */
export function everyBroken(elsewhere: string): readonly Broken[] {
  const retryAfters = ['0', '2', '999999999999', '-5', 'soon', 'NaN', '1e400', '', 'Wed, 21 Oct 2099 07:28:00 GMT'];
  const bodies: readonly unknown[] = [
    null,
    [],
    'yes',
    42,
    {},
    { choices: null, data: null },
    { choices: [], data: [] },
    { choices: {}, data: {} },
    { choices: [null], data: [null] },
    { choices: [{ message: null }], data: [{ embedding: null, index: 0 }] },
    { choices: [{ index: 0 }], data: [{ index: 0 }] },
    { error: { message: 'overloaded', type: 'server_error' } },
  ];
  return [
    { kind: 'hang' },
    { kind: 'hang-after-head' },
    { kind: 'drip' },
    { kind: 'reset' },
    { kind: 'close-mid-body' },
    { kind: 'rate-limit' },
    ...retryAfters.map((retryAfter) => ({ kind: 'rate-limit', retryAfter }) as const),
    ...[400, 401, 403, 404, 418, 500, 502, 503, 504, 529].map((status) => ({ kind: 'error', status }) as const),
    { kind: 'error', status: 500, body: '' },
    { kind: 'error', status: 502, body: '<html><h1>Bad Gateway</h1></html>' },
    ...([301, 302, 303, 307, 308] as const).map((status) => ({ kind: 'redirect', to: elsewhere, status }) as const),
    ...(['page', 'nothing', 'broken', 'events'] as const).map((as) => ({ kind: 'not-json', as }) as const),
    ...bodies.map((body) => ({ kind: 'json', body }) as const),
    { kind: 'huge-body' },
    { kind: 'gzip-bomb' },
  ];
}

/** Examples of everything that a model can say, or fail to, in a chat. */
export const everyHostileChat: readonly HostileChat[] = [
  ...wordsKinds.map((words) => ({ kind: 'says', words }) as const),
  { kind: 'null-content' },
  { kind: 'refuses' },
  { kind: 'breaks-off', reason: 'length' },
  { kind: 'breaks-off', reason: 'content_filter' },
  { kind: 'calls-tools' },
  { kind: 'calls-tools', isOldForm: true },
  ...[42, true, {}, [], ['Yes.'], [{ type: 'text', text: 'Yes.' }], [{ type: 'image_url' }]].map(
    (content) => ({ kind: 'content-of-wrong-type', content }) as const,
  ),
  { kind: 'choices', count: 0 },
  { kind: 'choices', count: 1000 },
];

/** Examples of everything that can be wrong with vectors. */
export const everyHostileEmbeddings: readonly HostileEmbeddings[] = [
  ...(['nan', 'nan-literal', 'infinite', 'zero', 'words', 'huge'] as const).map(
    (are) => ({ kind: 'values', are }) as const,
  ),
  ...[0, 1, 15, 17, 100_000].map((is) => ({ kind: 'dimension', is }) as const),
  { kind: 'mixed-dimensions' },
  { kind: 'too-few' },
  { kind: 'too-many' },
  { kind: 'out-of-order' },
  ...(['doubled', 'absent', 'beyond', 'negative'] as const).map((is) => ({ kind: 'index', is }) as const),
  { kind: 'same-for-all' },
  { kind: 'ignores-encoding' },
  { kind: 'torn-base64' },
];
