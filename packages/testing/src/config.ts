import { resolve } from 'node:path';

/** A real MongoDB that database and app tests run on too; without it they run on the embedded database alone. */
export const testMongodbUri: string | undefined = process.env['TEST_MONGODB_URI'] || undefined;

/** Where the tests of one run note the databases on the real MongoDB that they hand on; outside such a run none are. */
export const spareDatabasesDir: string | undefined = process.env['TEST_SPARE_DATABASES_DIR'] || undefined;

/** Where the public data sets are, for the evaluations that need them. */
export const datasetsDir: string =
  process.env['DATASETS_DIR'] || resolve(import.meta.dirname, '../../../../shared/data');
