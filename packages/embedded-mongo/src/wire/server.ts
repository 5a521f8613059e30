import { createServer, type Server, type Socket } from 'node:net';
import type { Reply } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Connection, Engine } from '../commands/call.ts';
import { maxMessageBytes } from '../commands/handshake.ts';
import { runCommand } from '../commands/run-command.ts';
import { Waiting } from '../commands/waiting.ts';
import { ExpiryTimer } from '../upkeep/expiry-timer.ts';
import { BrokenFrame, maxStrangerFrameBytes, type Request, readFrame, writeFrame } from './frame.ts';
import { FrameSplitter } from './frame-splitter.ts';
import { WaitingRoom } from './waiting-room.ts';

interface Asker {
  socket: Socket;
  request: Request;
}

interface Pending extends Asker {
  frame: Buffer;
}

const house = 30_000;

/**
 * Answers on 127.0.0.1. What arrives in one turn of the event loop shares one transaction; no reply, of a read either,
 * leaves before it is committed.
 */
export class MongoServer {
  readonly #engine: Engine;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new WaitingRoom<Asker>(({ socket, request }, reply) =>
    this.#answer(socket, request, this.#safely(reply)),
  );
  #pending: Pending[] = [];
  #connections = 0;
  #housekeeping: NodeJS.Timeout | undefined;
  readonly #expiry: ExpiryTimer;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#expiry = new ExpiryTimer(engine, (work) => this.#inGroup(work));
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  /** Resolves with the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    const bound = typeof address === 'object' && address ? address.port : port;
    this.#engine.address = `127.0.0.1:${bound}`;
    this.#housekeeping = setInterval(() => this.#tidy(), house);
    this.#expiry.start();
    return bound;
  }

  /** Answers what has arrived, then closes every connection. */
  async close(): Promise<void> {
    clearInterval(this.#housekeeping);
    this.#waiting.close();
    this.#expiry.stop();
    this.#flush();
    this.#engine.transactions.close();
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroySoon();
    await closed;
  }

  #accept(socket: Socket): void {
    const connection: Connection = { id: ++this.#connections, user: undefined, signingIn: undefined };
    const splitter = new FrameSplitter();
    this.#sockets.add(socket);
    const { connections } = this.#engine.counters;
    connections.current++;
    connections.totalCreated++;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#waiting.leave((asker) => asker.socket === socket);
      connections.current--;
      this.#engine.cursors.connectionClosed(connection.id);
    });
    socket.on('drain', () => socket.resume());
    socket.on('data', (chunk) => {
      try {
        splitter.push(
          chunk,
          (frame) => this.#receive(socket, connection, frame),
          () => (connection.user === undefined ? maxStrangerFrameBytes : maxMessageBytes),
        );
      } catch (error) {
        if (!(error instanceof BrokenFrame)) throw error;
        socket.destroy();
      }
    });
  }

  #receive(socket: Socket, connection: Connection, frame: Buffer): void {
    let request: Request;
    try {
      request = readFrame(frame);
    } catch (error) {
      if (error instanceof BrokenFrame) throw error;
      request = { id: frame.readInt32LE(4), isLegacy: false, isSilent: false, body: new Map(), batch: [] };
      this.#answer(socket, request, refusal(error));
      return;
    }
    const reply = this.#safely(() => runCommand(this.#engine, request.body, request.batch, connection));
    if (reply instanceof Waiting) this.#waiting.enter({ socket, request }, reply);
    else this.#answer(socket, request, reply);
  }

  #safely<T>(run: () => T): T | Reply {
    try {
      this.#engine.file.begin();
      return run();
    } catch (error) {
      return refusal(error);
    }
  }

  #answer(socket: Socket, request: Request, reply: Reply | Buffer): void {
    if (this.#pending.length === 0) setImmediate(() => this.#flush());
    this.#pending.push({ socket, request, frame: writeFrame(request, reply) });
  }

  /** Says whether what has arrived so far is stored. */
  #flush(): boolean {
    const pending = this.#pending;
    this.#pending = [];
    const failure = this.#commit();
    for (const { socket, request, frame } of pending) {
      if (request.isSilent || socket.destroyed) continue;
      if (!socket.write(failure ? writeFrame(request, failure) : frame)) socket.pause();
    }
    this.#waiting.ask();
    return failure === undefined;
  }

  /** The reply everybody in the group gets when nothing of it could be stored. */
  #commit(): Reply | undefined {
    const { file, catalog, cursors, retries, history, transactions } = this.#engine;
    try {
      file.commit();
      transactions.groupEnded(true);
      return undefined;
    } catch (error) {
      catalog.reload();
      retries.reload();
      history.reload();
      transactions.groupEnded(false);
      cursors.closeWhere(() => true);
      return refusal(new CommandError(14031, error instanceof Error ? error.message : String(error)));
    }
  }

  #tidy(): void {
    const { cursors, retries, sessions, transactions, history } = this.#engine;
    const now = Date.now();
    sessions.expire(now);
    cursors.closeIdle(now);
    transactions.expire(now);
    this.#inGroup(() => {
      retries.forgetOld(now);
      history.trim(
        now,
        cursors.streams.map(({ scope }) => scope),
      );
    });
  }

  #inGroup(work: () => void): boolean {
    this.#engine.file.begin();
    work();
    return this.#flush();
  }
}

function refusal(error: unknown): Reply {
  if (error instanceof CommandError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra };
  }
  const why = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: `the embedded database failed: ${why}`, code: 1, codeName: 'InternalError' };
}
