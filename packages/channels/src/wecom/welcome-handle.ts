/** A welcome code works once, within 20 seconds; what is left of them must do for the call itself. */
const GOOD_FOR_MS = 18_000;

/** The handle to answer a customer's coming in with; undefined for a code that is none. */
export function welcomeHandle(code: string, sentAt: Date): string | undefined {
  return /^[\w=+/.-]{1,500}$/.test(code) ? `welcome:${sentAt.getTime()}:${code}` : undefined;
}

/** The code in a handle, while it is good. */
export function welcomeCodeIn(handle: string | undefined, now: Date): string | undefined {
  const [, sentAt = '', code] = /^welcome:(\d{1,15}):(.+)$/s.exec(handle ?? '') ?? [];
  return now.getTime() - Number(sentAt) < GOOD_FOR_MS ? code : undefined;
}
