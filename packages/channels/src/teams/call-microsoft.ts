const LARGEST_ANSWER = 256 * 1_024;

export interface MicrosoftAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** `mayHaveArrived` unless it is certain that nothing was written. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly detail: string;
  readonly mayHaveArrived: boolean;
}

/** Makes one call and reads its answer, whole within `timeoutMs`; follows no redirect, and its connection is free after. Never throws. */
export async function callMicrosoft(
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
  timeoutMs: number,
): Promise<MicrosoftAnswer | NoAnswer> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const { signal } = controller;
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > LARGEST_ANSWER) return { kind: 'no-answer', detail: 'an answer without end', mayHaveArrived: true };
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    return { kind: 'answer', status: response.status, headers: response.headers, text };
  } catch (error) {
    if (controller.signal.aborted) return { kind: 'no-answer', detail: 'no answer in time', mayHaveArrived: true };
    const code = codeOf(error);
    return { kind: 'no-answer', detail: code ?? 'no answer', mayHaveArrived: !NEVER_LEFT.test(code ?? '') };
  } finally {
    clearTimeout(timer);
  }
}

/** A JSON text's value; undefined for any other text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Failures before anything was written: no name, no route, nobody listening, no trust. */
const NEVER_LEFT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|\w+_CERT\w*)$/;

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
}
