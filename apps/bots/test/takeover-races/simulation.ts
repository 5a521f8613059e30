import type { Chance } from '@answerdesk/testing';

interface Event {
  at: number;
  readonly turn: number;
  readonly process: string;
  readonly label: string;
  readonly run: () => void;
}

/** One process's view of the simulation: all it does ends when it is killed. */
export interface SimulatedProcess {
  readonly name: string;
  /** A call to something outside the process: carried out at one moment, after some time on the way there, and heard of after some time back. */
  call<Result>(label: string, run: () => Promise<Result>, detail?: string): Promise<Result>;
  /** Has something done after some ms; returns how to call it off. */
  after(ms: number, run: () => void, label?: string): () => void;
  pause(ms: number): Promise<void>;
  isAlive(): boolean;
}

/**
 * A clock, a network and processes that are not there: whatever code is put on it runs one step at a time, in an order
 * that a seed settles. Code may wait for nothing but what the simulation gives it.
 */
export interface Simulation {
  now(): Date;
  /** Counts the steps taken: an order of everything that happened. */
  step(): number;
  process(name: string): SimulatedProcess;
  /** Ends a process between two steps: nothing it waits for ever comes back. */
  kill(name: string): void;
  /** Takes steps until `isDone`, nothing is left to do, or `untilMs`; resolves to whether it was done. */
  run(isDone: () => boolean, untilMs: number): Promise<boolean>;
  note(what: string): void;
  readonly trace: readonly string[];
}

/** How long calls take in one run: which ones are slow, how slow, and how often a process stands still. */
interface Weather {
  latencyMs(label: string, atMs: number): number;
  standstillMs(atMs: number): number;
}

/** However bad the weather, it is fine after this: what is late is told from what never comes. */
const FINE_AFTER_MS = 5 * 60_000;

/** `isTraced`: every step is written down, for people. The clock starts at `startMs`. */
export function createSimulation(
  chance: Chance,
  options: { readonly startMs: number; readonly isTraced: boolean },
): Simulation {
  const { startMs, isTraced } = options;
  const weather = makeWeather(chance.fork(1));
  const order = chance.fork(2);
  const events: Event[] = [];
  const dead = new Set<string>();
  const trace: string[] = [];
  let nowMs = startMs;
  let steps = 0;

  function add(process: string, label: string, inMs: number, run: () => void): Event {
    const event = { at: nowMs + Math.round(inMs), turn: order.next(), process, label, run };
    events.push(event);
    return event;
  }

  function take(event: Event): void {
    const place = events.indexOf(event);
    if (place >= 0) events.splice(place, 1);
  }

  function note(what: string): void {
    if (isTraced) trace.push(`${String(nowMs - startMs).padStart(7)} ms  ${what}`);
  }

  function next(): Event | undefined {
    let best: Event | undefined;
    for (const event of events) {
      if (!best || event.at < best.at || (event.at === best.at && event.turn < best.turn)) best = event;
    }
    return best;
  }

  /** A process that stands still does, and hears of, nothing until it goes on. */
  function standStill(process: string): void {
    const ms = weather.standstillMs(nowMs - startMs);
    if (ms === 0 || process === 'outside') return;
    for (const event of events) {
      if (event.process === process) event.at = Math.max(event.at, Math.round(nowMs + ms));
    }
    note(`${process} stands still for ${Math.round(ms)} ms`);
  }

  return {
    now: () => new Date(nowMs),
    step: () => steps,
    note,
    trace,
    process(name) {
      const isAlive = () => !dead.has(name);
      const latencyMs = (label: string) => weather.latencyMs(label, nowMs - startMs);
      return {
        name,
        isAlive,
        call: (label, run, detail) =>
          new Promise((resolve, reject) => {
            const hear = (heard: () => void) => {
              if (isAlive()) add(name, `${label} heard`, latencyMs(label), heard);
            };
            const carryOut = () => {
              run().then(
                (result) => hear(() => resolve(result)),
                (error) => hear(() => reject(error)),
              );
            };
            if (isAlive()) add(name, detail ? `${label} ${detail}` : label, latencyMs(label), carryOut);
          }),
        after(ms, run, label = 'timer') {
          if (!isAlive()) return () => {};
          const event = add(name, label, ms, run);
          return () => take(event);
        },
        pause: (ms) =>
          new Promise((resolve) => {
            if (isAlive()) add(name, 'pause', ms, resolve);
          }),
      };
    },
    kill(name) {
      dead.add(name);
      for (const event of events.filter(({ process }) => process === name)) take(event);
      note(`${name} is killed`);
    },
    async run(isDone, untilMs) {
      for (;;) {
        if (isDone()) return true;
        const event = next();
        if (!event || event.at > startMs + untilMs) return false;
        take(event);
        nowMs = Math.max(nowMs, event.at);
        steps += 1;
        note(`${event.process}: ${event.label}`);
        event.run();
        // After this, everything that the step set free has run up to its next wait.
        await new Promise((resolve) => setImmediate(resolve));
        standStill(event.process);
      }
    },
  };
}

function makeWeather(chance: Chance): Weather {
  const usual = [2, 10, 60][Math.floor(chance.next() * 3)] ?? 2;
  const slowShare = chance.next() * 0.3;
  const stormShare = chance.hits(0.5) ? 0 : 0.02 + chance.next() * 0.1;
  const standstills = chance.hits(0.7) ? 0 : 0.002;
  const slow = new Map<string, number>();
  function mostOf(label: string): number {
    const known = slow.get(label);
    if (known !== undefined) return known;
    const most = chance.hits(slowShare) ? usual * (5 + chance.next() * 60) : usual;
    slow.set(label, most);
    return most;
  }
  return {
    latencyMs(label, atMs) {
      if (atMs > FINE_AFTER_MS) return chance.next() * usual;
      return chance.next() * mostOf(label) + (chance.hits(stormShare) ? chance.next() * 2_500 : 0);
    },
    standstillMs(atMs) {
      return atMs <= FINE_AFTER_MS && chance.hits(standstills) ? chance.next() ** 2 * 30_000 : 0;
    },
  };
}
