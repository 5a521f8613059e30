/** Every way in which a verb of ours can fail on purpose; a transport maps each to its own answer in one place. */
export type DomainErrorCode =
  | 'invalid'
  | 'not-found'
  | 'already-exists'
  | 'conflict'
  | 'forbidden'
  | 'refused-by-platform'
  | 'unavailable';

/** An expected failure. `message` is one sentence fit for a person's eyes: no secrets, no stack, no internal address. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;

  constructor(code: DomainErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
