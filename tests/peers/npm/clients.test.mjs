// Real HTTP clients, undici and Node's own, against the gateway: what they do by habit works.
import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, fetch, Pool } from 'undici';
import { order, routePath, startGateway } from './gateway.mjs';

const kJson = { 'content-type': 'application/json' };
let gateway;

before(async () => { gateway = await startGateway(); });
after(async () => { assert.equal(await gateway.stop(), 0); });

const nameIn = answer => answer.cart[0].name;

async function until(what, wanted) {
    const end = Date.now() + 5000;
    while (!(await wanted())) {
        assert.ok(Date.now() < end, `not within 5 s: ${what}`);
        await pause(20);
    }
}

async function metric(url, name) {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
}

test('a pool keeps its connections', async () => {
    const pool = new Pool(gateway.url, { connections: 4 });
    let connections = 0;
    pool.on('connect', () => { ++connections; });
    const answers = await Promise.all(Array.from({ length: 400 }, async (_, i) => {
        const { statusCode, body } = await pool.request(
            { path: routePath, method: 'POST', headers: kJson, body: order(`Item ${i}`) });
        return [statusCode, nameIn(await body.json()), `Item ${i}`];
    }));
    for (const [status, got, asked] of answers)
        assert.deepEqual([status, got], [200, asked]);
    assert.equal(connections, 4);
    await pool.close();
});

test('pipelined answers are those of their requests', async () => {
    const client = new Client(gateway.url, { pipelining: 32 });
    let connections = 0;
    client.on('connect', () => { ++connections; });
    const names = await Promise.all(Array.from({ length: 300 }, async (_, i) => {
        const { body } = await client.request(
            { path: routePath, method: 'POST', headers: kJson, body: order(`Item ${i}`), idempotent: true });
        return nameIn(await body.json());
    }));
    assert.deepEqual(names, names.map((_, i) => `Item ${i}`));
    assert.equal(connections, 1);
    await client.close();
});

test('a body of unknown length arrives whole', async () => {
    const text = order('Crème brûlée 焦糖');
    async function* pieces() {
        for (const byte of Buffer.from(text)) {
            yield Buffer.of(byte);
            if (byte === 0x2c)
                await pause(1);
        }
    }
    const answer = await fetch(gateway.url + routePath,
        { method: 'POST', headers: kJson, body: pieces(), duplex: 'half' });
    assert.equal(answer.status, 200);
    assert.equal(nameIn(await answer.json()), 'Crème brûlée 焦糖');
});

test('a body after 100 Continue', async () => {
    const text = order('Rice');
    const request = http.request(gateway.url + routePath, {
        method: 'POST',
        headers: { ...kJson, 'content-length': Buffer.byteLength(text), expect: '100-continue' },
    });
    let continued = false;
    request.on('continue', () => {
        continued = true;
        request.end(text);
    });
    request.flushHeaders();
    const status = await new Promise((resolve, reject) => {
        request.on('response', response => response.resume().on('end', () => resolve(response.statusCode)));
        request.on('error', reject);
    });
    assert.deepEqual([continued, status], [true, 200]);
});

test('answers without a body and refusals leave the connection in step', async () => {
    const client = new Client(gateway.url);
    let connections = 0;
    client.on('connect', () => { ++connections; });
    const ask = async (method, path) => {
        const { statusCode, headers, body } = await client.request({ method, path });
        return [statusCode, headers, await body.text()];
    };
    const [options, , nothing] = await ask('OPTIONS', routePath);
    assert.deepEqual([options, nothing], [204, '']);
    const [wrong, fields] = await ask('GET', routePath);
    assert.deepEqual([wrong, fields.allow], [405, 'POST']);
    const [health, , text] = await ask('GET', '/healthz');
    assert.deepEqual([health, text, connections], [200, '{"ok":true}', 1]);
    // This client closes after HEAD of its own accord.
    const [head, { 'content-length': length }, none] = await ask('HEAD', '/healthz');
    assert.deepEqual([head, length, none], [200, '11', '']);
    await client.close();
});

test('a client that is still sending reads why it is refused', async () => {
    const body = Buffer.alloc(16 * 1024 * 1024, ' ');
    const answer = await new Promise((resolve, reject) => {
        const request = http.request(gateway.url + routePath,
            { method: 'POST', headers: { ...kJson, 'content-length': body.length } });
        request.on('response', response => {
            let text = '';
            response.on('data', bytes => { text += bytes; }).on('end', () => resolve([response.statusCode, text]));
        });
        request.on('error', reject);
        request.end(body);
    });
    assert.equal(answer[0], 413);
    assert.equal(JSON.parse(answer[1]).code, 'REQUEST_TOO_LARGE');
});

// A provider that takes connections and answers nothing until release().
async function silentProvider() {
    const sockets = new Set();
    const server = net.createServer(socket => {
        sockets.add(socket);
        socket.on('error', () => {}).on('close', () => sockets.delete(socket)).resume();
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    return {
        settings: {
            LOOPGPT_ENABLE_KROGER: 'true',
            KROGER_CLIENT_ID: 'client-1',
            KROGER_CLIENT_SECRET: 'very-private',
            KROGER_BASE_URL: `http://127.0.0.1:${server.address().port}`,
            LOOPGPT_KROGER_TIMEOUT: '60000',
            LOOPGPT_KROGER_MAX_RETRIES: '0',
        },
        open: () => sockets.size,
        release: () => {
            for (const socket of sockets)
                socket.end('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n');
            server.close();
        },
    };
}

test('an aborted request ends its work at the provider', async () => {
    const provider = await silentProvider();
    const slow = await startGateway(provider.settings);
    const leave = new AbortController();
    const asked = fetch(slow.url + routePath,
        { method: 'POST', headers: kJson, body: order('Rice'), signal: leave.signal });
    await until('the provider is asked', () => provider.open() > 0);
    leave.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await until('the provider is left', () => provider.open() === 0);
    await until('nothing is under way but this read',
        async () => await metric(slow.url, 'signalbox_http_requests_in_flight') <= 1);
    assert.equal(await slow.stop(), 0);
    provider.release();
});

test('server-sent events arrive one by one', async () => {
    const answer = await fetch(`${gateway.opsUrl}/ops/v1/stream?topics=metrics`,
        { headers: { authorization: `Bearer ${await gateway.token()}` } });
    assert.equal(answer.headers.get('content-type'), 'text/event-stream');
    let text = '';
    let pieces = 0;
    for await (const piece of answer.body) {
        text += Buffer.from(piece).toString();
        ++pieces;
        if (text.split('event: metrics\n').length > 3)
            break;
    }
    assert.ok(pieces >= 3, `${pieces} pieces`);
});

test('SIGTERM loses no request that is under way', async () => {
    const provider = await silentProvider();
    const draining = await startGateway(provider.settings);
    const pool = new Pool(draining.url, { connections: 12 });
    const asked = Array.from({ length: 12 }, async (_, i) => {
        const { statusCode, body } = await pool.request(
            { path: routePath, method: 'POST', headers: kJson, body: order(`Item ${i}`) });
        return [statusCode, nameIn(await body.json())];
    });
    await until('all are under way', async () => await metric(draining.url, 'signalbox_http_requests_in_flight') >= 12);
    draining.terminate();
    await until('nobody new is let in', () => fetch(`${draining.url}/healthz`).then(() => false, () => true));
    provider.release();
    assert.deepEqual(await Promise.all(asked), asked.map((_, i) => [200, `Item ${i}`]));
    assert.equal(await draining.ended, 0);
    await pool.destroy();
});
