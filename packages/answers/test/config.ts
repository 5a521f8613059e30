import { resolve } from 'node:path';

/** Where the public data sets are, for the evaluations that need them. */
export const datasetsDir: string =
  process.env['DATASETS_DIR'] || resolve(import.meta.dirname, '../../../../shared/data');
