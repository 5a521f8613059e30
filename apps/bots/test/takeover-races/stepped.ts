import type { SimulatedProcess } from './simulation.ts';

/** A store as one process reaches it: over a network that takes its time, and no more once the process is dead. */
export function stepped<Store extends object>(process: SimulatedProcess, name: string, store: Store): Store {
  return new Proxy(store, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof found !== 'function') return found;
      return (...parameters: unknown[]) =>
        process.call(`${name}.${String(key)}`, async () => Reflect.apply(found, target, parameters), shown(parameters));
    },
  });
}

/** What of a call's arguments tells which one it is: the ids after the tenant's. */
function shown([, ...parameters]: readonly unknown[]): string {
  return parameters.map(idOf).filter(Boolean).join(' ');
}

function idOf(parameter: unknown): string {
  if (typeof parameter === 'string' || typeof parameter === 'number') return String(parameter);
  if (typeof parameter !== 'object' || parameter === null) return '';
  if ('id' in parameter) return String(parameter.id);
  if ('item' in parameter) return idOf(parameter.item);
  return 'messageId' in parameter ? String(parameter.messageId) : '';
}
