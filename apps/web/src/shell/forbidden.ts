/** Thrown by a route that the person's role does not include. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';

  constructor() {
    super('The role does not include this page.');
  }
}
