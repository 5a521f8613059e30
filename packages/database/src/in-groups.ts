/** What became of one call of a group; a group that fails as a whole rejects instead. */
export type Outcome<Result> = PromiseSettledResult<Result>;

interface Waiting<Call, Result> {
  readonly call: Call;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

const MOST_IN_A_GROUP = 500;
/** One group is at the server while the next one's calls come together; a second keeps the server from waiting for us. */
const GROUPS_AT_ONCE = 2;

/**
 * Makes calls that come at the same time share one trip to the server, and its one commit. A call alone goes at once, at
 * the end of its turn of the event loop; under load a call waits for the trip before it, so groups grow as they must.
 * `runAll` resolves to one outcome for each call, in their order; when it rejects, so does every call of the group.
 */
export function inGroups<Call, Result>(
  runAll: (calls: readonly Call[]) => Promise<readonly Outcome<Result>[]>,
): (call: Call) => Promise<Result> {
  let waiting: Waiting<Call, Result>[] = [];
  let underway = 0;
  let isDue = false;

  function schedule(): void {
    if (isDue || underway >= GROUPS_AT_ONCE || waiting.length === 0) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      void runGroup();
    });
  }

  async function runGroup(): Promise<void> {
    const group = waiting.slice(0, MOST_IN_A_GROUP);
    waiting = waiting.slice(MOST_IN_A_GROUP);
    underway += 1;
    schedule();
    try {
      const outcomes = await runAll(group.map(({ call }) => call));
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason ?? new Error('A call of a group has no outcome'));
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    underway -= 1;
    schedule();
  }

  return (call) =>
    new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      schedule();
    });
}
