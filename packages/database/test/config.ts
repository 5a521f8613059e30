/** A real MongoDB to move to as well; undefined when there is none. */
export const realMongoUri = process.env['TEST_MONGODB_URI'];
