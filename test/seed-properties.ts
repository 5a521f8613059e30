import fc from 'fast-check';

// Properties meet the same inputs in every run, so that a red test is red again.
fc.configureGlobal({ seed: 20_261_124 });
