import { z } from 'zod';
import { cleanText } from './clean-text.ts';
import { withoutControls } from './tencent-xml.ts';

const LONGEST_DETAIL = 200;
const LARGEST_ANSWER_BYTES = 32 * 1_048_576;

/** A call of a Tencent platform. `path` holds no secret; what does is in `query`. */
export interface TencentCall {
  readonly apiRoot: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Posted as JSON, or as a form; GET when missing. */
  readonly body?: Readonly<Record<string, unknown>> | FormData;
  readonly signal: AbortSignal;
}

export type Answer = Readonly<Record<string, unknown>>;

export type TencentFailure =
  | { readonly kind: 'said-no'; readonly errcode: number; readonly errmsg: string }
  | { readonly kind: 'never-heard'; readonly detail: string; readonly mayHaveArrived: boolean };

/** What became of a call: an answer, a refusal in the platform's words, or silence. */
export type TencentResult = { readonly kind: 'ok'; readonly answer: Answer } | TencentFailure;

const answerShape = z.looseObject({ errcode: z.int().optional(), errmsg: z.string().optional().catch(undefined) });

/** Calls a Tencent platform, which answers 200 and says in `errcode` what it means. Never throws, and tells no secret. */
export async function callTencent(call: TencentCall): Promise<TencentResult> {
  const url = `${call.apiRoot}${call.path}?${new URLSearchParams(call.query)}`;
  try {
    const response = await fetch(url, {
      ...(call.body && { method: 'POST', body: call.body instanceof FormData ? call.body : writeJson(call.body) }),
      ...(call.body && !(call.body instanceof FormData) && { headers: { 'content-type': 'application/json' } }),
      redirect: 'error',
      signal: call.signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return unheard(`HTTP ${response.status}`, true);
    }
    return readAnswer(await readBounded(response), call.query);
  } catch (error) {
    if (call.signal.aborted) return unheard('no answer in time', true);
    const { code, syscall } = causeOf(error);
    return unheard(code === '' ? 'the connection failed' : code, !NEVER_LEFT.test(code) && !CONNECTING.test(syscall));
  }
}

/** Failures before anything was written: no name, no route, nobody listening, no trust. */
const NEVER_LEFT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|\w+_CERT\w*)$/;
const CONNECTING = /^(?:connect|getaddrinfo)$/;

/** WeChat shows \u escapes as they stand, so what JSON can only write so is left out. */
function writeJson(body: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(body, (_, value: unknown) => (typeof value === 'string' ? withoutControls(value) : value));
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_ANSWER_BYTES) throw new Error('an answer that is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readAnswer(text: string, secrets: Readonly<Record<string, string>>): TencentResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return unheard('an answer that is not JSON', true);
  }
  const { data } = answerShape.safeParse(json);
  if (!data) return unheard("an answer that is not the platform's", true);
  const { errcode = 0, errmsg = '' } = data;
  if (errcode === 0) return { kind: 'ok', answer: data };
  return { kind: 'said-no', errcode, errmsg: cleanText(withoutSecrets(errmsg, secrets), LONGEST_DETAIL) };
}

/** A refusal that repeats a call's values must not carry them into a log. */
function withoutSecrets(text: string, secrets: Readonly<Record<string, string>>): string {
  return Object.values(secrets)
    .filter((secret) => secret.length >= 8)
    .reduce((scrubbed, secret) => scrubbed.replaceAll(secret, '[secret]'), text);
}

const causeShape = z.object({ code: z.string().catch(''), syscall: z.string().catch('') });

function causeOf(error: unknown): z.infer<typeof causeShape> {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return causeShape.safeParse(cause).data ?? { code: '', syscall: '' };
}

function unheard(detail: string, mayHaveArrived: boolean): TencentFailure {
  return { kind: 'never-heard', detail, mayHaveArrived };
}
