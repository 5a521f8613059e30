import { PAGE_BYTES } from './wasm-code.ts';

/** Memory as WebAssembly has it, without WebAssembly: what grows keeps what is in it, in another buffer. */
export function plainMemory(pages: number): { readonly buffer: ArrayBuffer; grow(more: number): void } {
  let buffer = new ArrayBuffer(pages * PAGE_BYTES);
  return {
    get buffer() {
      return buffer;
    },
    grow(more) {
      buffer = buffer.transfer(buffer.byteLength + more * PAGE_BYTES);
    },
  };
}
