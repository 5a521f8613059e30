import { readFile } from 'node:fs/promises';
import { DomainError } from '@answerdesk/domain';
import { z } from 'zod';

const rowSchema = z.object({ text: z.string(), label: z.string(), lang: z.string().optional() });

/** A question whose right label is known. */
export type LabelledRow = z.infer<typeof rowSchema>;

/** Reads rows `{ text, label, lang? }` from a JSONL file. Throws DomainError `invalid` naming the file and line. */
export async function readRows(path: string): Promise<LabelledRow[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const row = rowSchema.safeParse(parseJson(line));
    if (!row.success) throw new DomainError('invalid', `${path}, line ${index + 1}: not a row with text and label.`);
    return [row.data];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
