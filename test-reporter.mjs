// At once: why a test failed, which a long run would tell after its end only. After everything: why tests were
// skipped, and the plain closing line that scripts look for.
const MOST_LINES = 20;

export default class ClosingLine {
  onTestCaseResult(test) {
    tell(`${test.module.relativeModuleId} > ${test.fullName}`, test.result().errors);
  }
  onTestModuleEnd(module) {
    tell(module.relativeModuleId, module.errors());
    for (const suite of module.children.allSuites()) {
      tell(`${module.relativeModuleId} > ${suite.fullName}`, suite.errors());
    }
  }
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const skipped = new Map();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state in counts) counts[state] += 1;
        if (state === 'skipped') {
          const why = `${module.relativeModuleId}: ${note ?? test.parent?.name ?? 'no reason given'}`;
          skipped.set(why, (skipped.get(why) ?? 0) + 1);
        }
      }
      // A file that cannot be loaded, or whose set-up fails, has no failed test of its own.
      const isBroken =
        module.errors().length > 0 || [...module.children.allSuites()].some((suite) => suite.errors().length > 0);
      if (isBroken) counts.failed += 1;
    }
    counts.failed += unhandledErrors.length;
    for (const [why, count] of skipped) console.log(`skipped ${count}: ${why}`);
    if (counts.passed + counts.failed === 0) {
      console.log('No test ran.');
      process.exitCode = 1;
    }
    console.log(
      `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
    );
  }
}

function tell(where, errors = []) {
  for (const { message, stack } of errors) {
    const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('/node_modules/'));
    const lines = [...message.split('\n').slice(0, MOST_LINES), ...frames.slice(0, MOST_LINES)];
    console.log(`failed: ${where}\n${lines.join('\n')}`);
  }
}
