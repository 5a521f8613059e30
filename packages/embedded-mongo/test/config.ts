/** A real MongoDB to run the driver's tests on as well; undefined when there is none. */
export const realMongoUri = process.env['TEST_MONGODB_URI'];

/** A folder of MongoDB's unified specification tests (`*.json`, at any depth); undefined when there is none. */
export const specsDir = process.env['MONGO_SPECS_DIR'];

/** Draws the operations of an earlier run again; undefined draws new ones. */
export const differentialSeed = process.env['DIFFERENTIAL_SEED'];
