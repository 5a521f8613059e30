/** Why a piece of maintenance was not done. */
export type RefusalReason = 'missing' | 'in-use' | 'exists' | 'unusable' | 'wrong-place';

/** Maintenance that was refused before it changed anything; `message` is for the person who asked. */
export class MaintenanceRefusal extends Error {
  override readonly name = 'MaintenanceRefusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
