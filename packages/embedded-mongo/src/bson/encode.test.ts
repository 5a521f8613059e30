import { deserialize } from 'bson';
import { expect, test } from 'vitest';
import { encodeDocument, encodeWithHeadroom } from './encode.ts';

test('a document comes back as it was, wherever the buffer grows under it', () => {
  for (let size = 65_300; size < 65_620; size += 1) {
    // Larger than the buffer is kept at, so that each round begins with a small one again.
    encodeDocument({ filler: 'x'.repeat(5 * 1024 * 1024) });
    const doc = { filler: 'y'.repeat(size), list: [{ a: 1 }, 'b', null], text: 'z'.repeat(200), last: true };
    expect(deserialize(encodeDocument(doc))).toEqual(doc);
  }
});

test('what stands behind headroom is the same document, however large', () => {
  for (const size of [10, 65_000, 65_480, 131_000, 300_000]) {
    const documents = Array.from({ length: 40 }, (_, index) =>
      encodeDocument({ _id: index, text: 'é'.repeat(Math.floor(size / 80)) }),
    );
    const reply = encodeWithHeadroom({ cursor: { firstBatch: documents, id: 0, ns: 'a.b' }, ok: 1 }, 21).subarray(21);
    expect(deserialize(reply)).toMatchObject({ ok: 1, cursor: { ns: 'a.b' } });
    const { firstBatch } = deserialize(reply)['cursor'];
    expect(firstBatch).toHaveLength(40);
    expect(firstBatch[39]).toEqual({ _id: 39, text: 'é'.repeat(Math.floor(size / 80)) });
  }
});
