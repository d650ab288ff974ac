// The OpenFeature SDK reads this gateway's flags through its OFREP provider (contract operator-console 2.3).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';

import { startGateway } from './gateway.mjs';

const kFlag = 'LOOPGPT_ENABLE_KROGER';
let gateway;
let token;
let client;

async function ops(path, body) {
    const answer = await fetch(`${gateway.opsUrl}/ops/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
    });
    return { status: answer.status, json: await answer.json() };
}

async function setRule(key, rule) {
    const changes = [{ key, rule }];
    const preview = await ops('revisions', { changes, preview: true });
    const { expectedRevision, confirm } = preview.json;
    const done = await ops('revisions', { changes, expectedRevision, confirm, reason: 'test' });
    assert.equal(done.status, 200, JSON.stringify(done.json));
}

before(async () => {
    gateway = await startGateway({ LOOPGPT_ENABLE_KROGER: 'false' });
    token = await gateway.token();
    const provider = new OFREPProvider({ baseUrl: gateway.opsUrl, headers: [['Authorization', `Bearer ${token}`]] });
    await OpenFeature.setProviderAndWait(provider);
    client = OpenFeature.getClient();
});

after(async () => {
    await OpenFeature.close();
    assert.equal(await gateway.stop(), 0);
});

test('a flag as it is configured', async () => {
    const details = await client.getBooleanDetails(kFlag, true, { targetingKey: 'ann' });
    assert.equal(details.value, false);
    assert.equal(details.reason, 'STATIC');
    assert.equal(details.variant, 'off');
});

test('a flip is read at once, with its revision', async () => {
    await setRule(kFlag, { kind: 'on' });
    const details = await client.getBooleanDetails(kFlag, false, { targetingKey: 'ann' });
    assert.equal(details.value, true);
    assert.equal(details.flagMetadata.revision, 1);
});

test('a list of subjects', async () => {
    await setRule(kFlag, { kind: 'allow', subjects: ['ann'] });
    const ann = await client.getBooleanDetails(kFlag, false, { targetingKey: 'ann' });
    assert.equal(ann.value, true);
    assert.equal(ann.reason, 'TARGETING_MATCH');
    assert.equal(await client.getBooleanValue(kFlag, true, { targetingKey: 'bob' }), false);
});

test('a share of the subjects, the same ones each time', async () => {
    await setRule(kFlag, { kind: 'percent', percent: 30 });
    const those = async () => {
        const on = [];
        for (let i = 0; i < 200; i++) {
            if (await client.getBooleanValue(kFlag, false, { targetingKey: `subject-${i}` }))
                on.push(i);
        }
        return on;
    };
    const first = await those();
    assert.ok(first.length > 35 && first.length < 85, String(first.length));
    assert.deepEqual(await those(), first);
});

test('errors are the ones of the specification', async () => {
    const missing = await client.getBooleanDetails(kFlag, true, {});
    assert.equal(missing.errorCode, 'TARGETING_KEY_MISSING');
    assert.equal(missing.value, true);
    const unknown = await client.getBooleanDetails('NO_SUCH_FLAG', true, { targetingKey: 'ann' });
    assert.equal(unknown.errorCode, 'FLAG_NOT_FOUND');
    const wrongType = await client.getStringDetails(kFlag, 'x', { targetingKey: 'ann' });
    assert.equal(wrongType.errorCode, 'TYPE_MISMATCH');
    assert.equal(wrongType.value, 'x');
});
