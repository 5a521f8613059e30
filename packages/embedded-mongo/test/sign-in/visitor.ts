import type { Document } from 'mongodb';

export interface Answer {
  status: number;
  body: Document;
}

export interface Visitor {
  get(path: string): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
}

/** A browser with a cookie jar of its own. */
export function createVisitor(baseURL: string, handle: (request: Request) => Promise<Response>): Visitor {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, origin: baseURL, 'content-type': 'application/json' };
    const response = await handle(new Request(`${baseURL}/api/auth${path}`, { ...init, headers }));
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0\b/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) ?? {}) };
  };
  return {
    get: (path) => send(path, { method: 'GET' }),
    post: (path, body = {}) => send(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}
