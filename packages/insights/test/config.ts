import { resolve } from 'node:path';

/** Where the public data sets are. */
export const datasetsDir: string =
  process.env['DATASETS_DIR'] || resolve(import.meta.dirname, '../../../../shared/data');
