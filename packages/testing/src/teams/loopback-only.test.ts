import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const preload = fileURLToPath(new URL('./loopback-only.ts', import.meta.url));
const program = `
const net = require('node:net');
const server = net.createServer((socket) => socket.end('here'));
server.listen(0, () => {
  const { address, port } = server.address();
  console.log(address);
  net.connect(port, '127.0.0.1').on('data', (data) => console.log(String(data))).on('close', () => {
    server.close();
    net.connect(80, '192.0.2.1').on('error', ({ message }) => {
      console.log(message);
      fetch('https://192.0.2.1/').catch(({ cause }) => console.log(cause.message));
    });
  });
});`;

test('a program so started listens on 127.0.0.1 alone, reaches this machine and nothing beyond', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', preload, '-e', program], {
    timeout: 120_000,
  });
  expect(stdout.trim().split('\n')).toEqual(['127.0.0.1', 'here', '192.0.2.1 is kept out', '192.0.2.1 is kept out']);
});
