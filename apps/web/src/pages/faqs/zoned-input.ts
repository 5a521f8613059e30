/** A moment as an input of type `datetime-local` holds it, by the clocks of a time zone. */
export function zonedInput(moment: string | Date, timeZone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(moment));
  return shown.replace(' ', 'T');
}

/** What an input of type `datetime-local` holds, as the server takes it; undefined where it is not whole. */
export function readZonedInput(text: string): { readonly date: string; readonly minutes: number } | undefined {
  const [, date, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text) ?? [];
  if (date === undefined) return undefined;
  return { date, minutes: Number(hours) * 60 + Number(minutes) };
}
