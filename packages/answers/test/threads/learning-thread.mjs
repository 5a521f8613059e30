// Stands in for the learning thread: its first text says what it does; what it learns is the order it was told in.
import { parentPort } from 'node:worker_threads';

let order = 0;
parentPort?.on('message', ({ number, lesson }) => {
  if (lesson.texts[0] === 'hang') return;
  if (lesson.texts[0] === 'die') process.exit(3);
  order += 1;
  parentPort?.postMessage({ number, knowledge: `${order}: ${lesson.texts[0]}` });
});
