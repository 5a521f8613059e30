import type { Page, Request } from 'playwright-core';

type Answer =
  | { readonly data: unknown }
  | { readonly dataOf: (input: unknown) => unknown }
  | { readonly error: { readonly message: string; readonly data: object } };

/**
 * Answers procedures in place of the server, for platforms that no fake stands for here: what `answers` holds at the time
 * of the call, by the procedure's name. Whatever else is asked in the same call, the server answers: the beat of presence
 * goes with any change a person happens to make at that moment, and no pattern of an address tells that.
 */
export async function answerInstead(page: Page, answers: Readonly<Record<string, Answer>>): Promise<void> {
  await page.route('**/trpc/**', async (route) => {
    const names = namesIn(route.request());
    if (!names.some((name) => name in answers)) return route.fallback();
    const real: unknown[] = names.every((name) => name in answers) ? [] : await (await route.fetch()).json();
    const json = names.map((name, at) => {
      const answer = answers[name];
      if (!answer) return real[at];
      if ('dataOf' in answer) return { result: { data: answer.dataOf(inputsIn(route.request())[at]) } };
      return 'data' in answer ? { result: answer } : { error: { code: -32_000, ...answer.error } };
    });
    const isRefused = json.some((one) => typeof one === 'object' && one !== null && 'error' in one);
    return route.fulfill({ status: isRefused && json.length === 1 ? 422 : 200, json });
  });
}

/** The procedures that a call asks for. */
export function namesIn(request: Request): string[] {
  const { pathname } = new URL(request.url());
  return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/trpc/') + 6)).split(',');
}

/** What each procedure of a call is asked with. */
export function inputsIn(request: Request): unknown[] {
  const inputs: unknown = JSON.parse(request.postData() ?? new URL(request.url()).searchParams.get('input') ?? '{}');
  const byPlace: unknown[] = [];
  // Whatever is asked with nothing has no place there.
  for (const [place, input] of Object.entries(inputs ?? {})) byPlace[Number(place)] = input;
  return byPlace;
}
