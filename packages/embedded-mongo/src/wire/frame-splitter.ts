import { frameLength } from './frame.ts';

/** Cuts a connection's bytes into frames, however they arrive. */
export class FrameSplitter {
  #chunks: Buffer[] = [];
  #size = 0;

  /** Calls back with every frame completed. Throws BrokenFrame on an impossible length or one above `maxBytes()`. */
  push(chunk: Buffer, onFrame: (frame: Buffer) => void, maxBytes: () => number): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#chunks.length > 1 && !this.#isEnough()) return;
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#size);
    let at = 0;
    let length = frameLength(bytes, at, maxBytes());
    while (length !== undefined && at + length <= bytes.length) {
      onFrame(bytes.subarray(at, at + length));
      at += length;
      length = frameLength(bytes, at, maxBytes());
    }
    const rest = bytes.subarray(at);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
  }

  #isEnough(): boolean {
    const [first] = this.#chunks;
    const wanted = first && first.length >= 4 ? first.readInt32LE(0) : 0;
    return this.#size >= wanted;
  }
}
