import { dropSpareDatabases } from '@answerdesk/testing';
import type { TestProject } from 'vitest/node';

/** After all tests: ends the databases that they handed on to each other. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = project.config.env['TEST_SPARE_DATABASES_DIR'];
  return async () => {
    if (folder !== undefined) await dropSpareDatabases(folder);
  };
}
