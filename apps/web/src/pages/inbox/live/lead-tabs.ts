/**
 * Makes one of a person's tabs the one that speaks: the tab that last had the focus, else the oldest. Calls back at each
 * change; where the browser has no locks, every tab that has the focus speaks. Returns how to stop.
 */
export function leadTabs(name: string, onChange: (leads: boolean) => void): () => void {
  const stopped = new AbortController();
  const focused = () => {
    if (navigator.locks) void hold({ steal: true });
    else onChange(true);
  };
  const blurred = () => {
    if (!navigator.locks) onChange(false);
  };
  let release: (() => void) | undefined;
  async function hold(options: LockOptions): Promise<void> {
    if (stopped.signal.aborted || release) return;
    try {
      await navigator.locks.request(name, options, async () => {
        onChange(true);
        await new Promise<void>((done) => {
          release = done;
        });
      });
    } catch {
      // Another tab took it, or this one is closing.
    }
    release = undefined;
    onChange(false);
    if (!stopped.signal.aborted) void hold({ signal: stopped.signal });
  }
  window.addEventListener('focus', focused);
  window.addEventListener('blur', blurred);
  if (document.hasFocus()) focused();
  else if (navigator.locks) void hold({ signal: stopped.signal });
  return () => {
    window.removeEventListener('focus', focused);
    window.removeEventListener('blur', blurred);
    stopped.abort();
    release?.();
  };
}
