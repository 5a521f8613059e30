import { Server, Socket } from 'node:net';

// Preloaded into another's program: it listens on 127.0.0.1 alone and reaches nothing beyond this machine.
const HERE = ['127.0.0.1', 'localhost', '::1'];
const listen = Server.prototype.listen;
const connect = Socket.prototype.connect;

Object.defineProperty(Server.prototype, 'listen', {
  value(this: Server, ...given: readonly unknown[]) {
    const [first] = given;
    const port = typeof first === 'object' && first !== null && 'port' in first ? first.port : first;
    const heard = given.find((one) => typeof one === 'function');
    const at = { port: Number(port) || 0, host: '127.0.0.1' };
    return Reflect.apply(listen, this, heard ? [at, heard] : [at]);
  },
});

Object.defineProperty(Socket.prototype, 'connect', {
  value(this: Socket, ...given: readonly unknown[]) {
    const host = hostOf(given);
    if (HERE.includes(host)) return Reflect.apply(connect, this, given);
    process.nextTick(() => this.destroy(Object.assign(new Error(`${host} is kept out`), { code: 'ECONNREFUSED' })));
    return this;
  },
});

/** Sockets are connected with options, with a list that starts with them, or with a port and a host. */
function hostOf(given: readonly unknown[]): string {
  const first = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (typeof first === 'object' && first !== null) {
    if ('host' in first && typeof first.host === 'string') return first.host;
    return 'path' in first && first.path ? 'a pipe' : 'localhost';
  }
  return typeof given[1] === 'string' ? given[1] : 'localhost';
}
