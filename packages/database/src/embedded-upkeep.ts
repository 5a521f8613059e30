import { DomainError, type DomainErrorCode } from '@answerdesk/domain';
import {
  backupDatabase,
  checkDatabase,
  type HeldDatabase,
  holdDatabase,
  MaintenanceRefusal,
  type RefusalReason,
  restoreDatabase,
} from '@answerdesk/embedded-mongo';

const codes: Record<RefusalReason, DomainErrorCode> = {
  missing: 'not-found',
  'in-use': 'conflict',
  exists: 'already-exists',
  unusable: 'invalid',
  'wrong-place': 'invalid',
};

function asked<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MaintenanceRefusal)
      throw new DomainError(codes[error.reason], error.message, { cause: error });
    throw error;
  }
}

/** Reads a data directory's embedded database whole; damage is in `problems`. Throws DomainError `not-found`. */
export function checkEmbedded(dataDir: string): ReturnType<typeof checkDatabase> {
  return asked(() => checkDatabase(dataDir));
}

/** Writes it into a new file, also while it is served. Throws DomainError `not-found`, `already-exists`, `invalid`. */
export function backUpEmbedded(
  dataDir: string,
  file: string,
  options: { readonly force: boolean },
): ReturnType<typeof backupDatabase> {
  return asked(() => backupDatabase(dataDir, file, options));
}

/** Puts a backup in its place while nothing serves it. Throws DomainError `not-found`, `conflict`, `invalid`. */
export function restoreEmbedded(dataDir: string, file: string, now: Date): ReturnType<typeof restoreDatabase> {
  return asked(() => restoreDatabase(dataDir, file, now));
}

/** Takes it for oneself, checked whole. Throws DomainError `not-found`, `conflict` while it is served, `invalid`. */
export function holdEmbedded(dataDir: string): HeldDatabase {
  return asked(() => holdDatabase(dataDir));
}
