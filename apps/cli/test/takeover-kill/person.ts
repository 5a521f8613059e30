/** Somebody who works in the product over HTTP, at whichever of its processes. */
export interface Person {
  readonly name: string;
  readonly userId: () => string;
  /** Signs up at an address; with a tenant of their own where one is named. */
  signUp(address: string, tenantName?: string): Promise<void>;
  /** Calls a query or a mutation; undefined when nobody answered, or the process failed at it. */
  ask(address: string, procedure: string, input?: unknown): Promise<Answer | undefined>;
  tell(address: string, procedure: string, input?: unknown): Promise<Answer | undefined>;
}

/** What the answer's JSON holds. */
export type Answer = ReturnType<typeof JSON.parse>;

const ANSWERED_WITHIN_MS = 60_000;

export function createPerson(name: string): Person {
  const jar = new Map<string, string>();
  let userId = '';

  async function send(address: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const response = await fetch(`${address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin: address, cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: response.status, body: await response.json() };
  }

  /** A process that was killed answers nothing; one that lost its database says so. */
  async function perhaps(address: string, path: string, body?: unknown): Promise<Answer | undefined> {
    let answer: Awaited<ReturnType<typeof send>>;
    try {
      answer = await send(address, path, body);
    } catch {
      return undefined;
    }
    if (answer.status >= 500 || answer.status === 429) return undefined;
    // The customer's first message is stored, and its conversation made once it is handled.
    if (answer.status === 404 && path.startsWith('/trpc/inbox.')) return undefined;
    if (answer.status >= 400) throw new Error(`${name}: ${path} ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.result?.data;
  }

  return {
    name,
    userId: () => userId,
    async signUp(address, tenantName) {
      const person = { name, email: `${name}@example.com`, password: 'correct horse battery' };
      const { status, body } = await send(address, '/api/auth/sign-up/email', {
        ...person,
        ...(tenantName !== undefined && { tenantName }),
      });
      if (status !== 200) throw new Error(`${name} cannot sign up: ${status} ${JSON.stringify(body)}`);
      userId = body.user.id;
    },
    ask: (address, procedure, input) => {
      const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return perhaps(address, `/trpc/${procedure}${search}`);
    },
    tell: (address, procedure, input) => perhaps(address, `/trpc/${procedure}`, input ?? {}),
  };
}
