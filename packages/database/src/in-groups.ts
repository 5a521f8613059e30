/** What became of one call of a group; a group that fails as a whole rejects instead. */
export type Outcome<Result> = PromiseSettledResult<Result>;

interface Trips {
  /** Has `leave` called when the next trip leaves; the trip lasts until what it returns resolves. It never rejects. */
  join(leave: () => Promise<void>): void;
}

/** How long a trip keeps the next one waiting, in ms: long enough for a commit, and no longer when a server is slow. */
const TRIP_MS = 20;
const MOST_IN_A_GROUP = 500;

const tripsOfConnection = new WeakMap<object, Trips>();

/**
 * The trips of a connection: what is due on it leaves together, whatever its kind, so that it can share one commit at the
 * server. A call alone leaves at the end of its turn of the event loop and waits for nobody.
 */
export function tripsOf(connection: object): Trips {
  const trips = tripsOfConnection.get(connection) ?? createTrips();
  tripsOfConnection.set(connection, trips);
  return trips;
}

function createTrips(): Trips {
  let due: (() => Promise<void>)[] = [];
  let isUnderway = false;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || isUnderway || due.length === 0) return;
    isScheduled = true;
    setImmediate(depart);
  }

  function depart(): void {
    isScheduled = false;
    isUnderway = true;
    const leaving = due;
    due = [];
    let isOver = false;
    const endTrip = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      isUnderway = false;
      schedule();
    };
    const timer = setTimeout(endTrip, TRIP_MS);
    void Promise.all(leaving.map((leave) => leave())).then(endTrip);
  }

  return {
    join(leave) {
      due.push(leave);
      schedule();
    },
  };
}

interface Waiting<Call, Result> {
  readonly call: Call;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Makes calls of one kind that come at the same time share a command: those that are due when the next trip leaves.
 * `runAll` resolves to one outcome for each call, in their order; when it rejects, so does every call of the group.
 */
export function inGroups<Call, Result>(
  trips: Trips,
  runAll: (calls: readonly Call[]) => Promise<readonly Outcome<Result>[]>,
): (call: Call) => Promise<Result> {
  let waiting: Waiting<Call, Result>[] = [];

  async function leave(): Promise<void> {
    const group = waiting.slice(0, MOST_IN_A_GROUP);
    waiting = waiting.slice(MOST_IN_A_GROUP);
    if (waiting.length > 0) trips.join(leave);
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
  }

  return (call) =>
    new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      if (waiting.length === 1) trips.join(leave);
    });
}
