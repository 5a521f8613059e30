// Stands in for the embedding thread: a text says what the thread does; else its vector is its length and the order.
import { parentPort } from 'node:worker_threads';

let order = 0;
parentPort?.on('message', ({ number, texts }) => {
  if (texts.includes('die')) process.exit(3);
  if (texts.includes('hang')) return;
  if (texts.includes('fail')) {
    parentPort?.postMessage({ number, failure: 'there are no weights' });
    return;
  }
  const vectors = texts.map((text) => {
    order += 1;
    return Float32Array.of(text.length, order);
  });
  parentPort?.postMessage({ number, vectors });
});
