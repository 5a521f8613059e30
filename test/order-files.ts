import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long: they wait for processes, keep more than a core busy, wait for platforms and databases. */
const kinds = [/^apps\/cli\/test\//, /^apps\/web\/test\//, /^apps\/(bots|api)\/test\//];

/**
 * Long files first, of each kind in turn: at any time about as many wait as compute, and no long one is left alone at the
 * end. By size, which is all that a fresh clone knows of them, the longest of all would come last.
 */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ofKinds = kinds.map((kind) => sorted.filter((file) => kind.test(pathOf(file))));
    const turns = Math.max(...ofKinds.map(({ length }) => length));
    const long = Array.from({ length: turns }, (_, turn) =>
      ofKinds.flatMap((kind) => kind.slice(turn, turn + 1)),
    ).flat();
    const others = sorted.filter((file) => !long.includes(file));
    const isPure = (file: TestSpecification) => pathOf(file).includes('/src/');
    return [...long, ...others.filter((file) => !isPure(file)), ...others.filter(isPure)];
  }
}

function pathOf({ moduleId, project }: TestSpecification): string {
  return relative(project.config.root, moduleId).replaceAll('\\', '/');
}
