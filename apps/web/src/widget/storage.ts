/** What the widget remembers of one account in this browser; in memory alone where the browser forbids more. */
export interface Memory {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  remove(name: string): void;
  names(prefix: string): string[];
  /** Hears what other tabs of the same site set, or removed. */
  onChange(listen: (name: string, isThere: boolean) => void): void;
}

export function openMemory(account: string): Memory {
  const prefix = `answerdesk:${account}:`;
  const own = new Map<string, string>();
  let disk: Storage | undefined;
  try {
    disk = window.localStorage;
    disk.setItem(`${prefix}probe`, '');
    disk.removeItem(`${prefix}probe`);
  } catch {
    disk = undefined;
  }
  return {
    get: (name) => own.get(name) ?? disk?.getItem(prefix + name) ?? undefined,
    set(name, value) {
      try {
        if (!disk) throw new Error('no storage');
        disk.setItem(prefix + name, value);
        own.delete(name);
      } catch {
        own.set(name, value);
      }
    },
    remove(name) {
      own.delete(name);
      disk?.removeItem(prefix + name);
    },
    names(start) {
      const stored = Object.keys(disk ?? {}).filter((key) => key.startsWith(prefix + start));
      return [
        ...new Set([
          ...stored.map((key) => key.slice(prefix.length)),
          ...[...own.keys()].filter((key) => key.startsWith(start)),
        ]),
      ];
    },
    onChange(listen) {
      window.addEventListener('storage', ({ key, newValue, storageArea }) => {
        if (storageArea === disk && key?.startsWith(prefix)) listen(key.slice(prefix.length), newValue !== null);
      });
    },
  };
}
