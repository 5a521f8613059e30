import type { FastifyInstance, InjectOptions } from 'fastify';

export interface Reply {
  readonly status: number;
  /** What the answer's JSON holds, or its text. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** A browser with a cookie jar and an address of its own. */
export interface Visitor {
  readonly address: string;
  readonly jar: Map<string, string>;
  auth(path: string, body?: object): Promise<Reply>;
  /** Calls a query; the reply's body is its data, or its error's. */
  ask(procedure: string, input?: unknown): Promise<Reply>;
  /** Calls a mutation. */
  tell(procedure: string, input?: unknown): Promise<Reply>;
  send(options: InjectOptions): Promise<Reply>;
}

let made = 0;

/** Opens a browser on an app; every one has its own address, so that the limits of one do not hit another. */
export function createVisitor(app: FastifyInstance, origin: string): Visitor {
  made += 1;
  const address = `10.${(made >> 16) & 255}.${(made >> 8) & 255}.${made & 255}`;
  const jar = new Map<string, string>();
  const send = async (options: InjectOptions): Promise<Reply> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: new URL(origin).host, origin, ...(cookie && { cookie }), ...options.headers };
    const answer = await app.inject({ remoteAddress: address, ...options, headers });
    for (const { name, value, maxAge } of answer.cookies) {
      if (value === '' || maxAge === 0) jar.delete(name);
      else jar.set(name, value);
    }
    const isJson = String(answer.headers['content-type']).startsWith('application/json');
    return { status: answer.statusCode, body: isJson && answer.body !== '' ? answer.json() : answer.body };
  };
  const unpack = ({ status, body }: Reply): Reply => ({ status, body: body.error ?? body.result?.data });
  return {
    address,
    jar,
    send,
    auth: (path, body) =>
      send({
        method: body ? 'POST' : 'GET',
        url: `/api/auth${path}`,
        ...(body && { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) }),
      }),
    ask: async (procedure, input) => {
      const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return unpack(await send({ method: 'GET', url: `/trpc/${procedure}${search}` }));
    },
    tell: async (procedure, input) =>
      unpack(
        await send({
          method: 'POST',
          url: `/trpc/${procedure}`,
          headers: { 'content-type': 'application/json' },
          payload: JSON.stringify(input ?? {}),
        }),
      ),
  };
}
