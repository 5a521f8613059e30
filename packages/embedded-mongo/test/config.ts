/** A real MongoDB to run the driver's tests on as well; undefined when there is none. */
export const realMongoUri = process.env['TEST_MONGODB_URI'];
/** Draws the operations of an earlier run again; undefined draws new ones. */
export const differentialSeed = process.env['DIFFERENTIAL_SEED'];
