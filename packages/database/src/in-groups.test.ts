import { expect, test } from 'vitest';
import { inGroups, type Outcome, tripsOf } from './in-groups.ts';

/** A server that answers each command when it is told to. */
function makeServer() {
  const commands: { calls: readonly number[]; answer: () => void }[] = [];
  let came = () => {};
  const runAll = (calls: readonly number[]) =>
    new Promise<Outcome<string>[]>((resolve, reject) => {
      const answer = () => {
        if (calls.includes(-1)) reject(new Error('the server is gone'));
        resolve(
          calls.map((call) =>
            call === 0
              ? { status: 'rejected', reason: new Error('refused') }
              : { status: 'fulfilled', value: `${call}` },
          ),
        );
      };
      commands.push({ calls, answer });
      came();
    });
  return {
    runAll,
    commands,
    async nth(number: number) {
      while (commands.length < number) {
        await new Promise<void>((resolve) => {
          came = resolve;
        });
      }
    },
  };
}

test('calls of one turn are one command, those that come meanwhile the next, each with its own outcome', async () => {
  const server = makeServer();
  const call = inGroups(tripsOf({}), server.runAll);
  const first = Promise.allSettled([call(1), call(0), call(2)]);
  await server.nth(1);
  const next = Promise.allSettled([call(3), call(4)]);
  server.commands[0]?.answer();
  expect((await first).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await server.nth(2);
  server.commands[1]?.answer();
  expect(await next).toMatchObject([{ value: '3' }, { value: '4' }]);
  expect(server.commands.map(({ calls }) => calls)).toEqual([
    [1, 0, 2],
    [3, 4],
  ]);
});

test('kinds of calls on one connection leave together, and one that hangs holds the others up for a moment only', async () => {
  const [slow, quick] = [makeServer(), makeServer()];
  const trips = tripsOf({});
  const [callSlow, callQuick] = [inGroups(trips, slow.runAll), inGroups(trips, quick.runAll)];
  const hanging = callSlow(1);
  await slow.nth(1);
  const later = callQuick(2);
  expect(quick.commands).toHaveLength(0);
  await quick.nth(1);
  quick.commands[0]?.answer();
  expect(await later).toBe('2');
  slow.commands[0]?.answer();
  expect(await hanging).toBe('1');
});

test('a group that fails as a whole rejects each of its calls, and the next one goes through', async () => {
  const server = makeServer();
  const call = inGroups(tripsOf({}), server.runAll);
  const lost = Promise.allSettled([call(-1), call(1)]);
  await server.nth(1);
  server.commands[0]?.answer();
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = call(1);
  await server.nth(2);
  server.commands[1]?.answer();
  expect(await again).toBe('1');
});

test('more calls than fit into one command go in several, and none is lost', async () => {
  const call = inGroups<number, number>(tripsOf({}), async (calls) => {
    expect(calls.length).toBeLessThanOrEqual(500);
    return calls.map((value) => ({ status: 'fulfilled', value }));
  });
  const numbers = Array.from({ length: 1_234 }, (_, index) => index);
  expect(await Promise.all(numbers.map((number) => call(number)))).toEqual(numbers);
});
