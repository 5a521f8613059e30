import type { Reply } from './bson/value.ts';

/** A refusal as MongoDB words it: a code, its name and what to add to the reply. */
export class CommandError extends Error {
  readonly code: number;
  readonly extra: Reply;

  constructor(code: number, message: string, extra: Reply = {}) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
    this.extra = extra;
  }

  get codeName(): string {
    return codeNames.get(this.code) ?? `Location${this.code}`;
  }
}

/** Says by name what this database does not do (MongoDB's CommandNotSupported). */
export function notSupported(what: string): CommandError {
  return new CommandError(115, `${what} is not supported by the embedded database`);
}

export function badValue(message: string): CommandError {
  return new CommandError(2, message);
}

export function failedToParse(message: string): CommandError {
  return new CommandError(9, message);
}

export function typeMismatch(message: string): CommandError {
  return new CommandError(14, message);
}

const codeNames = new Map<number, string>([
  [1, 'InternalError'],
  [2, 'BadValue'],
  [9, 'FailedToParse'],
  [13, 'Unauthorized'],
  [14, 'TypeMismatch'],
  [15, 'Overflow'],
  [18, 'AuthenticationFailed'],
  [20, 'IllegalOperation'],
  [22, 'InvalidBSON'],
  [26, 'NamespaceNotFound'],
  [27, 'IndexNotFound'],
  [28, 'PathNotViable'],
  [40, 'ConflictingUpdateOperators'],
  [43, 'CursorNotFound'],
  [48, 'NamespaceExists'],
  [52, 'DollarPrefixedFieldName'],
  [53, 'InvalidIdField'],
  [54, 'NotSingleValueField'],
  [56, 'EmptyFieldName'],
  [59, 'CommandNotFound'],
  [66, 'ImmutableField'],
  [67, 'CannotCreateIndex'],
  [72, 'InvalidOptions'],
  [73, 'InvalidNamespace'],
  [85, 'IndexOptionsConflict'],
  [86, 'IndexKeySpecsConflict'],
  [96, 'OperationFailed'],
  [115, 'CommandNotSupported'],
  [171, 'CannotIndexParallelArrays'],
  [197, 'InvalidIndexSpecificationOption'],
  [225, 'TransactionTooOld'],
  [291, 'NoQueryExecutionPlans'],
  [334, 'MechanismUnavailable'],
  [292, 'QueryExceededMemoryLimitNoDiskUseAllowed'],
  [10334, 'BSONObjectTooLarge'],
  [11000, 'DuplicateKey'],
  [14031, 'OutOfDiskSpace'],
]);
