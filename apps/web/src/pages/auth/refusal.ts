import { AuthRefusal } from '../../auth-client.ts';
import { sentences } from '../../i18n.ts';
import { problemSentence } from '../../problem.ts';

/** Why the sign-in refused: the page's own words for the codes it knows, general ones for the rest. */
export function refusalSentence(error: unknown, known: Readonly<Record<string, string>>): string | undefined {
  if (!error) return undefined;
  const own = error instanceof AuthRefusal ? known[error.code] : undefined;
  return own ?? sentences('shell')(problemSentence(error));
}
