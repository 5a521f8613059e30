/** A real MongoDB to run the driver's tests on as well; undefined when there is none. */
export const realMongoUri = process.env['TEST_MONGODB_URI'];
