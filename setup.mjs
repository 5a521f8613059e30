// Makes a clone ready: dependencies exactly as package-lock.json says and, with --build, the apps built from what is
// here now. Runs on Node 20 with nothing installed. Stdout belongs to the command that follows: every word goes to stderr.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stampFile = join(root, 'node_modules', '.answerdesk-setup.json');
const lockFile = join(root, '.turbo', 'setup.lock');
const onWindows = process.platform === 'win32';
const major = Number(process.versions.node.split('.', 1)[0]);

const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_MS = 30_000;
const FORGOTTEN_AFTER_MS = 600_000;

let child;
let stoppedBy;

class Refusal extends Error {}

async function main(flags) {
  if (major < 20) throw new Refusal(`Node 20 or newer is needed; this is Node ${process.versions.node}.`);
  if (flags.includes('--installed')) return stamp({ lock: lockHash() });
  const isReady = () => isInstalled() && (!flags.includes('--build') || isBuilt());
  if (isReady()) return;
  await alone(async () => {
    if (!isInstalled()) await install();
    if (!isReady()) await build();
  });
}

function isInstalled() {
  return readStamp().lock === lockHash() && (major >= 24 || fs.existsSync(join(bin, 'node')));
}

async function install() {
  say('Installing the dependencies; this happens once.');
  const args = ['ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress'];
  const { code } = await run('npm', args, { PATH: pathWithoutBin() }, 'inherit');
  if (code !== 0) throw new Refusal(`The dependencies could not be installed: npm ci ended with ${code}.`);
  const own = await run(join(bin, 'node'), ['--version'], {}, 'pipe');
  if (major < 24 && !/^v(2[4-9]|[3-9]\d)\./.test(own.output)) {
    throw new Refusal(
      'Node 24 was not installed with the dependencies: the install script of the npm package "node" did not run or failed. ' +
        'Allow it (npm config get ignore-scripts) or put Node 24 first on PATH.',
    );
  }
  stamp({ lock: lockHash() });
}

function isBuilt() {
  const { inputs, outputs } = readStamp();
  const now = survey();
  return inputs === now.inputs && outputs === now.outputs && fs.existsSync(join(root, 'apps/cli/dist/main.js'));
}

async function build() {
  const { inputs } = survey();
  const args = ['run', 'build', '--output-logs=errors-only', '--cache=local:rw'];
  const quiet = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const path = bin + delimiter + pathWithoutBin();
  const { code, output } = await run(join(bin, 'turbo'), args, { ...quiet, PATH: path }, 'pipe');
  if (code !== 0) {
    process.stderr.write(output);
    throw new Refusal(`The apps could not be built: turbo ended with ${code}.`);
  }
  stamp({ ...readStamp(), inputs, outputs: survey().outputs });
}

/** What the build reads and what it wrote, each as one hash over every file's path, size and time of change. */
function survey() {
  const inputs = createHash('sha256').update(lockHash());
  const outputs = createHash('sha256');
  // Whoever looks while another process builds finds files that are gone a moment later: then nothing is built yet.
  const note = (hash, path) => {
    const { size, mtimeMs } = fs.statSync(path, { throwIfNoEntry: false }) ?? {};
    hash.update(`${path}\n${size} ${mtimeMs}\n`);
  };
  const walk = (folder, hash) => {
    for (const entry of entriesOf(folder)) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path, entry.name === 'dist' ? outputs : hash);
      else if (entry.isFile()) note(hash, path);
    }
  };
  for (const folder of ['apps', 'packages']) walk(join(root, folder), inputs);
  for (const file of ['package.json', 'tsconfig.json', 'turbo.json']) note(inputs, join(root, file));
  return { inputs: inputs.digest('hex'), outputs: outputs.digest('hex') };
}

function entriesOf(folder) {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Runs the work while no other set-up of this tree does; waits its turn. The lock of a dead process is taken over. */
async function alone(work) {
  fs.mkdirSync(dirname(lockFile), { recursive: true });
  for (let turn = 0; !takeLock(); turn++) {
    if (turn === 10) say('Waiting for another set-up of this folder to end.');
    await pause(100);
    if (stoppedBy) throw new Refusal('Stopped.');
  }
  const heartbeat = setInterval(() => fs.utimesSync(lockFile, new Date(), new Date()), HEARTBEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(lockFile, { force: true });
  }
}

function takeLock() {
  try {
    fs.writeFileSync(lockFile, `${hostname()} ${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const held = readIfThere(lockFile);
  if (held === undefined || !isDead(held)) return false;
  // Two may find the same dead lock: what is moved aside must still be that one, or it goes back.
  const aside = `${lockFile}.${process.pid}`;
  try {
    fs.renameSync(lockFile, aside);
    if (fs.readFileSync(aside, 'utf8') !== held) fs.linkSync(aside, lockFile);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
  return false;
}

/** Its owner is gone, and so is what the owner started: a killed npm leaves children that still write. */
function isDead(held) {
  const [host, ...ids] = held.split(' ');
  const age = Date.now() - (fs.statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (host !== hostname() || ids.length === 0) return age > DEAD_AFTER_MS;
  return age > FORGOTTEN_AFTER_MS || !ids.some((id) => isAlive(Number(id)));
}

/** Whether a process, or with a negative id any process of that group, runs. */
function isAlive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

/** Runs a command in a process group of its own, which the lock names, so that it can be ended and found as a whole. */
function run(command, args, environment, output) {
  return new Promise((resolve, reject) => {
    const stdio = output === 'inherit' ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'];
    const env = { ...process.env, ...environment };
    child = spawn(command, args, { cwd: root, env, stdio, shell: onWindows, detached: !onWindows });
    if (child.pid) fs.writeFileSync(lockFile, `${hostname()} ${process.pid} ${groupOf(child)}`);
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.on('error', (error) => resolve({ code: error.code, output: '' }));
    child.on('close', async (code, signal) => {
      if (!stoppedBy) return resolve({ code: code ?? signal, output: Buffer.concat(said).toString() });
      while (isAlive(groupOf(child))) await pause(50);
      reject(new Refusal('Stopped.'));
    });
  });
}

function groupOf({ pid }) {
  return onWindows ? pid : -pid;
}

function pause(ms) {
  return new Promise((wake) => setTimeout(wake, ms));
}

/** npm ci deletes node_modules, so it must not run on the Node that lives there. */
function pathWithoutBin() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter);
}

function lockHash() {
  const lock = fs.readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

function stamp(content) {
  fs.writeFileSync(`${stampFile}.${process.pid}`, JSON.stringify(content));
  fs.renameSync(`${stampFile}.${process.pid}`, stampFile);
}

function readStamp() {
  return JSON.parse(readIfThere(stampFile) ?? '{}');
}

function readIfThere(path) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

// Asked to stop, npm goes on for a while; what it leaves half done is done again from the start anyway.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stoppedBy = signal;
    if (child?.pid && isAlive(groupOf(child))) process.kill(groupOf(child), 'SIGKILL');
  });
}

main(process.argv.slice(2)).catch((error) => {
  say(error instanceof Refusal ? error.message : error.stack);
  process.exitCode = 1;
});
