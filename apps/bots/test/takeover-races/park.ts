import type { Chance } from '@answerdesk/testing';
import { type BotsProcess, type ProcessOptions, startProcess } from './bots-process.ts';

export interface Park {
  /** A process that is alive and takes webhooks, if there is one. */
  any(): BotsProcess | undefined;
  /** One that serves agents; where none is alive, a dead one, which never answers. */
  anyServing(): BotsProcess;
  killOne(): void;
}

/** The processes of one run: two that send, or one, and perhaps one that only serves agents; whoever dies is started again. */
export function startPark(options: ProcessOptions, chance: Chance): Park {
  const { simulation } = options;
  const outside = simulation.process('outside');
  const names = chance.hits(0.8) ? ['bots1', 'bots2'] : ['bots1'];
  if (chance.hits(0.5)) names.push('api');
  const lives = new Map<string, number>();
  const running = new Map<string, BotsProcess>();
  for (const name of names) start(name);

  function start(name: string): void {
    const life = (lives.get(name) ?? 0) + 1;
    lives.set(name, life);
    running.set(name, startProcess(`${name}.${life}`, options, name !== 'api'));
  }

  function pick(of: readonly BotsProcess[]): BotsProcess | undefined {
    return of[Math.floor(chance.next() * of.length)];
  }

  function alive(): BotsProcess[] {
    return [...running.values()].filter(({ isAlive }) => isAlive());
  }

  return {
    any: () => pick(alive().filter(({ name }) => !name.startsWith('api'))),
    anyServing() {
      const served = pick(
        alive().filter(({ name }) => names.length === 1 || name.startsWith('api') || chance.hits(0.3)),
      );
      const process = served ?? pick([...running.values()]);
      if (!process) throw new Error('There is no process.');
      return process;
    },
    killOne() {
      const victim = pick(alive());
      if (!victim) return;
      victim.kill();
      const [name = ''] = victim.name.split('.');
      outside.after(100 + chance.next() * 4_000, () => start(name), `${name} is started again`);
    },
  };
}
