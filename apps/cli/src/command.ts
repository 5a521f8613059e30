import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** What a command leaves behind: a document for scripts and words for people; `exitCode` 0 unless it says otherwise. */
export interface CommandResult {
  readonly json: unknown;
  readonly words: string;
  readonly exitCode?: 0 | 1;
  /** A file for stdout, in place of the words. */
  readonly output?: Uint8Array;
}

export interface CommandInput {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  /** Words for people before the command ends, on stdout; nothing when the call wants JSON. */
  readonly print: (words: string) => void;
  /** Progress, for people who wait; goes to stderr. */
  readonly say: (line: string) => void;
}

export interface Command {
  /** The words that name it, e.g. `faq import`. */
  readonly name: string;
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  run(input: CommandInput): Promise<CommandResult>;
}

/** The call was not one of the command's; the person is shown its usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads a command's own arguments. Throws UsageError for an unknown option or a missing value. */
export function readArguments(command: Command, args: readonly string[]): Pick<CommandInput, 'values' | 'positionals'> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
    return { values: values as CommandInput['values'], positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A text option that must be there. */
export function requiredText(input: Pick<CommandInput, 'values'>, name: string): string {
  const value = input.values[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}

/** A text option that may be missing. */
export function optionalText(input: Pick<CommandInput, 'values'>, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A whole number option within bounds. */
export function wholeNumber(
  input: Pick<CommandInput, 'values'>,
  name: string,
  bounds: { readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  const text = optionalText(input, name);
  if (text === undefined) return bounds.otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < bounds.least || value > bounds.most) {
    throw new UsageError(`--${name} must be a whole number from ${bounds.least} to ${bounds.most}`);
  }
  return value;
}
