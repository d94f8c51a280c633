// Node's parser, llhttp, behind plumbline check: see README.md.
'use strict';
const { HTTPParser, methods: names } = require('_http_common');

const pairs = (flat) => flat.flatMap((name, i) => (i % 2 ? [] : [[name, flat[i + 1]]]));

function observe({ kind, eof, methods, octets }) {
  const parser = new HTTPParser(), messages = [], asked = methods && [...methods];
  let message = null, fields = [], url = '', switched = false, final = true;
  parser.initialize(HTTPParser[kind.toUpperCase()], {});
  parser[HTTPParser.kOnMessageBegin] = () => { message = {}; };
  parser[HTTPParser.kOnHeaders] = (flat, part) => { fields.push(...pairs(flat)); url = message.version ? '' : url + part; };
  parser[HTTPParser.kOnHeadersComplete] = (major, minor, flat, method, target, status, reason, upgrade, persists) => {
    const start = kind === 'request' ? { method: names[method], target: target || url } : { status, reason };
    const persist = { decision: persists ? 'persist' : 'close' };
    message = { ...start, version: `HTTP/${major}.${minor}`, fields: [...fields, ...pairs(flat || [])], parts: [], persist };
    fields = [], url = '';
    // 1: there is no body, 2: another protocol follows; as Node's server, without a listener for upgrade, and client say.
    const answered = kind === 'request' ? message.method : asked ? asked[0] : 'GET';
    const interim = status >= 100 && status < 200;
    if (asked && !interim) asked.shift();
    final = !interim, switched = answered === 'CONNECT' || status === 101;
    if (switched) delete message.persist;
    return switched ? 2 : answered === 'HEAD' && kind === 'response' || interim ? 1 : 0;
  };
  parser[HTTPParser.kOnBody] = (part) => { message.parts.push(Buffer.from(part)); };
  parser[HTTPParser.kOnMessageComplete] = () => {
    const { parts, ...rest } = message;
    messages.push({ ...rest, body: Buffer.concat(parts).toString('base64'), trailers: fields });
    message = null, fields = [];
  };
  let error = parser.execute(Buffer.from(octets, 'base64')) instanceof Error;
  if (eof && !error && !switched) error = parser.finish() instanceof Error;
  const awaited = message || !messages.length || !final && !eof && !switched;
  return { messages, outcome: error ? 'reject' : awaited ? 'need-more' : 'accept' };
}

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const question = JSON.parse(line);
  process.stdout.write(JSON.stringify({ id: question.id, observed: question.methods && !question.methods.length ? null : observe(question) }) + '\n');
});
