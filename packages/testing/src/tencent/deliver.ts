export interface CallbackRequest {
  readonly url: string;
  readonly body: string;
}

export interface UnansweredReply {
  readonly kind: 'unanswered';
  /** What came of each try. */
  readonly why: readonly string[];
}

export interface Delivery<Reply> {
  /** How often the callback was posted: 1 to 3. */
  readonly tries: number;
  readonly reply: Reply | UnansweredReply;
}

const MOST_TRIES = 3;

/**
 * Posts a callback as the platforms do: who does not answer within `deadlineMs` is cut off and gets the same message
 * again, three times in all. Each try is signed anew. Statuses other than 2xx count as no answer.
 */
export async function deliver<Reply>(options: {
  readonly sign: () => CallbackRequest;
  readonly deadlineMs: number;
  readonly judge: (body: string) => Reply;
}): Promise<Delivery<Reply>> {
  const why: string[] = [];
  while (why.length < MOST_TRIES) {
    const { url, body } = options.sign();
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0' },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(options.deadlineMs),
      });
      const answer = await response.text();
      if (response.ok) return { tries: why.length + 1, reply: options.judge(answer) };
      why.push(`HTTP ${response.status}`);
    } catch (error) {
      why.push(error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'no connection');
    }
  }
  return { tries: MOST_TRIES, reply: { kind: 'unanswered', why } };
}
