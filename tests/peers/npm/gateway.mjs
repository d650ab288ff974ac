// A `signalboxd serve` of this build on free loopback ports, and raw bytes on a socket.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kStartMs = 10_000;
const kPatienceMs = 3_000;

// The process sees no setting of the surrounding environment but the given ones.
export async function startGateway(settings = {}) {
    const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-npm-'));
    const kept = ['PATH', 'HOME', 'ASAN_OPTIONS', 'TSAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS'];
    const env = Object.fromEntries(kept.filter(name => name in process.env).map(name => [name, process.env[name]]));
    const child = spawn(join(process.env.SIGNALBOX_BIN, 'signalboxd'), ['serve'], {
        env: { ...env, SIGNALBOX_DATA_DIR: dataDir, SIGNALBOX_WORKERS: '2', PORT: '0', ...settings },
        cwd: dataDir,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', bytes => { errors += bytes; });
    const ended = new Promise(resolve => child.on('exit', code => resolve(code)));
    const ready = await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no ready line: ${errors}`)), kStartMs);
        let output = '';
        child.stdout.on('data', bytes => {
            if (output === null)
                return;
            output += bytes;
            const line = /^signalbox ready (\S+) ops (\S+) pid=\d+$/m.exec(output);
            if (!line)
                return;
            clearTimeout(timer);
            output = null;
            resolve(line);
        });
        ended.then(code => reject(new Error(`ended with ${code}: ${errors}`)));
    });
    return {
        url: ready[1],
        opsUrl: ready[2],
        port: Number(new URL(ready[1]).port),
        token: async () => JSON.parse(await readFile(join(dataDir, 'ops.json'), 'utf8')).token,
        terminate: () => child.kill('SIGTERM'),
        ended,
        // SIGTERM, then the exit code.
        stop: async () => {
            child.kill('SIGTERM');
            const code = await ended;
            await rm(dataDir, { recursive: true, force: true });
            return code;
        },
    };
}

// Sends the bytes on a connection of their own. Resolves with all that came back until the other end closed, or, with
// `closed` false, when nothing more came within the patience.
export function exchange(port, bytes) {
    return new Promise(resolve => {
        const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
        const pieces = [];
        const timer = setTimeout(() => finish(false), kPatienceMs);
        const finish = closed => {
            clearTimeout(timer);
            socket.destroy();
            resolve({ text: Buffer.concat(pieces).toString('latin1'), closed });
        };
        socket.on('data', piece => pieces.push(piece));
        socket.on('end', () => finish(true));
        socket.on('error', () => finish(true));
    });
}

export const order = (name, quantity = 1) => JSON.stringify({
    items: [{ id: '1', name, quantity }],
    shippingAddress: { street: '1 A St', city: 'San Francisco', state: 'CA', postalCode: '94102', country: 'US' },
});

export const routePath = '/functions/v1/loopgpt_route_order';
