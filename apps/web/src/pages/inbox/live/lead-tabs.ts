/**
 * Makes one of a person's tabs the one that speaks: the tab that last had the focus, else the oldest. Calls back at each
 * change; where the browser has no locks, every tab that has the focus speaks. Returns how to stop.
 */
export function leadTabs(name: string, onChange: (leads: boolean) => void): () => void {
  let isStopped = false;
  let release: (() => void) | undefined;
  let waiting: AbortController | undefined;
  async function hold(isStealing: boolean): Promise<void> {
    if (isStopped || release) return;
    waiting?.abort();
    const own = new AbortController();
    if (!isStealing) waiting = own;
    try {
      await navigator.locks.request(name, isStealing ? { steal: true } : { signal: own.signal }, async () => {
        await new Promise<void>((done) => {
          release = done;
          onChange(true);
        });
      });
    } catch {
      // Another tab took it, or this one asks anew.
    }
    if (own.signal.aborted) return;
    release = undefined;
    onChange(false);
    void hold(false);
  }
  const focused = () => {
    if (navigator.locks) void hold(true);
    else onChange(true);
  };
  const blurred = () => {
    if (!navigator.locks) onChange(false);
  };
  window.addEventListener('focus', focused);
  window.addEventListener('blur', blurred);
  if (document.hasFocus()) focused();
  else if (navigator.locks) void hold(false);
  return () => {
    isStopped = true;
    window.removeEventListener('focus', focused);
    window.removeEventListener('blur', blurred);
    waiting?.abort();
    release?.();
  };
}
