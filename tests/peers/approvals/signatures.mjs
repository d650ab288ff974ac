// Second opinions on signatures: `twilio` prints requests with what the twilio SDK says of them, `make` prints signed
// webhooks, `check` reads webhooks that the gateway signed and prints what the libraries say. One JSON value a line.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import crypto from 'node:crypto';

const peers = process.argv[3];
const require = createRequire(pathToFileURL(join(peers, 'package.json')));
const twilio = require('twilio/lib/webhooks/webhooks.js');
const standard = require('standardwebhooks');
const svix = await import(pathToFileURL(join(peers, 'node_modules/svix/dist/index.mjs')));

// The same cases in every run.
let state = 20260101;
function random(below) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
}
const pick = list => list[random(list.length)];
const chance = percent => random(100) < percent;
const many = (most, make) => Array.from({ length: random(most + 1) }, make);
const print = value => process.stdout.write(JSON.stringify(value) + '\n');

const kNames = ['Body', 'From', 'To', 'MessageSid', 'a', 'A', 'b', '10', '9', '007', 'foo bar', 'größe', 'x-y', 'Bodyx',
    "o'k"];
const kValues = ['', 'Approve cr_7k2m', '+15551230001', 'whatsapp:+15551230001', "it's", 'é ü 漢字', '👍 ok', 'a&b=c',
    '100%', 'x\r\ny', '~!*()\'-_.', 'a+b', '<b>"q"</b>', '%41', '1', '01'];
const kQueryPieces = ['foo=1', 'bar=2', "q=it's", 'q=it%27s', 'q=a+b', 'q=a%20b', 'q=%C3%A9', 'q=%c3%a9', 'q=é',
    'q=~*()!', 'q=%7E%2a', 'flag', 'empty=', '=v', '', '10=x', '9=y', 'q="x"', 'q=<x>', 'q=%zz', 'q=%', 'q=a=b',
    'q=a%2Bb', 'foo=2', 'q=a|b^c`{}', 'q=%E2%82%AC'];
const kHosts = ['gw.example.test', 'GW.Example.test', 'mycompany.com', '127.0.0.1', '[::1]', 'a-b.example.test'];
const kPorts = ['', '', '', ':443', ':80', ':8443', ':1234'];
const kUsers = ['', '', '', '', 'user:pass@', 'user@'];

function encodeField(text) {
    let out = encodeURIComponent(text);
    if (chance(50))
        out = out.replace(/%20/g, '+');
    if (chance(30))
        out = out.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase());
    if (chance(20))
        out = out.replace(/%(3A|40|2C)/gi, decodeURIComponent);
    return out;
}

function formOf(fields) {
    const pair = (name, value) => `${encodeField(name)}=${encodeField(value)}`;
    const parts = fields.map(([name, value]) => (value === '' && chance(30) ? encodeField(name) : pair(name, value)));
    return parts.join(chance(5) ? '&&' : '&');
}

// As the SDK's frameworks hand the parameters over: decoded, repeated ones as a list.
function paramsOf(body) {
    const params = Object.create(null);
    for (const [name, value] of new URLSearchParams(body)) {
        if (name in params)
            params[name] = [].concat(params[name], value);
        else
            params[name] = value;
    }
    return params;
}

function urlVariants(url) {
    const parts = /^([a-z]+:\/\/)([^/?]*@)?(\[[^\]]*\]|[^:/?]*)(:\d+)?(.*)$/i.exec(url);
    const [, scheme, user = '', host, port = '', rest] = parts;
    const standardPort = scheme === 'https://' ? ':443' : ':80';
    const encoded = new URL(url).toString();
    const withPort = given => scheme + user + host + given + rest;
    return [url, withPort(''), withPort(port || standardPort), withPort(':9'), encoded, url.replace(/'/g, '%27'),
        url.replace(/%27/g, "'"), url.replace(/%20/g, '+'), url.toLowerCase(),
        decodeURI(url.replace(/%(?![0-9a-f]{2})/gi, '%25')), url.split('?')[0], url + '&x=1',
        scheme + host + port + rest, url + '/'];
}

function twilioCase() {
    const token = pick(['12345', '4f1d2c3b4a5968778695a4b3c2d1e0f0']);
    const fields = many(6, () => [pick(kNames), pick(kValues)]);
    let body = formOf(fields);
    const pieces = many(4, () => pick(kQueryPieces));
    const hashed = chance(12);
    if (hashed) {
        body = JSON.stringify({ property: pick(kValues), n: random(1000) });
        let hash = crypto.createHash('sha256').update(body).digest('hex');
        hash = chance(10) ? hash.toUpperCase() : chance(10) ? hash.slice(1) : hash;
        pieces.splice(random(pieces.length + 1), 0, `bodySHA256=${hash}`);
    }
    const query = pieces.length > 0 ? `?${pieces.join('&')}` : pick(['', '', '?']);
    const authority = pick(kUsers) + pick(kHosts) + pick(kPorts);
    const url = `${pick(['https', 'https', 'http'])}://${authority}/webhooks/whatsapp${query}`;
    let signedUrl = chance(40) ? url : pick(urlVariants(url));
    if (chance(20)) {
        // As back ends sign that write the query with Node's legacy module.
        const at = signedUrl.indexOf('?');
        const querystring = require('node:querystring');
        if (at >= 0 && at < signedUrl.length - 1) {
            const query = querystring.parse(new URL(signedUrl).search.slice(1));
            signedUrl = signedUrl.slice(0, at) + '?' + querystring.stringify(query);
        }
    }
    const signedParams = hashed ? {} : paramsOf(body);
    let signature = twilio.getExpectedTwilioSignature(chance(5) ? token + 'x' : token, signedUrl, signedParams);
    if (chance(5))
        signature = pick(['', signature.toLowerCase(), signature + '=', signature.slice(0, -1), ' ' + signature]);
    if (chance(10))
        body = pick([body + '&Extra=1', body.replace('=', '=x'), body.replace('a', 'b'), body + '&' + body, '']);
    const request = { header: () => signature, body: paramsOf(body), rawBody: body };
    // An empty body is `{}` to the SDK's middleware; the gateway hashes what there is.
    if (hashed && body === '')
        return twilioCase();
    return { token, url, body, signature, accepted: twilio.validateIncomingRequest(request, token, { url }) };
}

function secretOf() {
    return 'whsec_' + Buffer.from(Array.from({ length: 24 + random(41) }, () => random(256))).toString('base64');
}

function verifierOf(library, secret) {
    return library === 'svix' ? new svix.Webhook(secret) : new standard.Webhook(secret);
}

function verdict(library, webhook) {
    const { id, timestamp, signature } = webhook;
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    try {
        verifierOf(library, webhook.secret).verify(webhook.body, headers);
        return true;
    } catch {
        return false;
    }
}

function makeWebhook() {
    const secret = secretOf();
    const body = JSON.stringify({ id: `cr_${random(1e6)}`, final_text: pick(kValues) });
    const id = `msg_${crypto.createHash('sha256').update(String(state)).digest('hex').slice(0, 26)}`;
    const now = Math.floor(Date.now() / 1000);
    const seconds = now + pick([0, 0, 0, -100, 200, -290, 290, -400, 400, -86400]);
    const library = pick(['svix', 'standardwebhooks']);
    let signature = verifierOf(library, secret).sign(id, new Date(seconds * 1000), body);
    if (chance(30))
        signature = pick([`v1,AAAA ${signature}`, `${signature} v1a,xyz`, `v2,${signature.slice(3)}`, signature.slice(3),
            signature + 'A', signature.replace('v1,', 'v1, '), '', `v1,${secret}`]);
    const webhook = { secret, id, timestamp: String(seconds), signature, body };
    if (chance(15))
        webhook.body += ' ';
    if (chance(10))
        webhook.timestamp = pick([String(seconds + 1), '', 'soon']);
    if (chance(10))
        webhook.id += 'x';
    return { ...webhook, now, standard: verdict('standardwebhooks', webhook), svix: verdict('svix', webhook) };
}

const count = Number(process.argv[4] ?? 0);
switch (process.argv[2]) {
case 'twilio':
    for (let i = 0; i < count; ++i)
        print(twilioCase());
    break;
case 'make':
    for (let i = 0; i < count; ++i)
        print(makeWebhook());
    break;
case 'check':
    for await (const line of createInterface({ input: process.stdin })) {
        const webhook = JSON.parse(line);
        print({ standard: verdict('standardwebhooks', webhook), svix: verdict('svix', webhook) });
    }
    break;
}
