import type { Chance } from '@answerdesk/testing';

/** A process that dies at some of its writes and calls: before it, or after it and before it knows. */
export interface Doom {
  /** What a process is given, until it dies: then nothing of it works any more. */
  over<Stores extends Readonly<Record<string, object>>>(stores: Stores): Stores;
  /** A moment at which it may die as well. */
  moment(): Promise<void>;
  isDead(): boolean;
}

/** Makes a process that dies with this chance at each moment. */
export function doom(chance: Chance, share: number): Doom {
  let isDead = false;
  const perhapsDie = () => {
    if (!isDead && chance.hits(share)) isDead = true;
    if (isDead) throw new Error('the process is dead');
  };
  const wrap = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]) => {
          perhapsDie();
          const done: unknown = await Reflect.apply(method, target, given);
          perhapsDie();
          return done;
        };
      },
    });
  return {
    over(stores) {
      const wrapped = { ...stores };
      for (const [name, store] of Object.entries(stores)) Object.assign(wrapped, { [name]: wrap(store) });
      return wrapped;
    },
    async moment() {
      perhapsDie();
    },
    isDead: () => isDead,
  };
}
