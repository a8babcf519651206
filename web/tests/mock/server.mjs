// A server for the tests: the built page with the real server's headers, and the answers of docs/api.md from a small world. `GET /mock?…` changes how it
// behaves: `fail=/path` (500), `slow=/path` (3 s), `empty=1`, `rights=read`, `token=secret`, `reset=1`.

import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Problem, answer, store } from './answers.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
export const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Files are compressed once, as the real server does. */
const packed = new Map();
function file(path) {
  if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(path)));
  return packed.get(path);
}

export function serve(port = 0) {
  const usual = { fail: '', slow: '', empty: false, rights: 'read,review,admin', token: '' };
  let mode = { ...usual };
  let s = store();
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    const send = (status, type, body, extra = {}) => {
      response.writeHead(status, {
        'Content-Type': type,
        'Content-Encoding': 'gzip',
        'Content-Security-Policy': CSP,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        ...extra,
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const json = (status, value) =>
      send(status, status < 400 ? 'application/json' : 'application/problem+json', gzipSync(JSON.stringify(value)));
    if (url.pathname === '/mock') {
      if (url.searchParams.get('reset')) [mode, s] = [{ ...usual }, store()];
      mode = { ...mode, ...Object.fromEntries(url.searchParams) };
      return json(200, mode);
    }
    requests.push(request.url);
    if (url.pathname.startsWith('/api/v1/')) {
      const path = url.pathname.slice('/api/v1'.length);
      try {
        if (mode.slow && path.startsWith(mode.slow)) await new Promise((wait) => setTimeout(wait, 3000));
        if (mode.fail && path.startsWith(mode.fail)) throw new Problem(500, 'Fault', 'disk I/O error while reading events', '');
        if (mode.token && request.headers.authorization !== `Bearer ${mode.token}`)
          throw new Problem(401, 'No token', 'a token is needed', 'send one');
        if (request.method === 'POST') {
          if (!mode.rights.includes('review')) throw new Problem(403, 'No right', 'the right review is needed', 'ask for a token');
          let body = '';
          for await (const chunk of request) body += chunk;
          return json(201, s.judge(JSON.parse(body)));
        }
        if (url.searchParams.get('format') === 'csv') return send(200, 'text/csv', gzipSync('id,event\r\n1,ASSAULT\r\n'));
        const told = answer(s, path, url.searchParams, mode);
        if (told.redirect) return response.writeHead(307, { Location: told.redirect }).end();
        return json(200, told);
      } catch (fault) {
        const { status = 500, title = 'Fault', detail = String(fault), remedy = '' } = fault;
        if (status === 500 && !mode.fail) console.error(fault);
        return json(status, { type: 'about:blank', title, status, detail, remedy });
      }
    }
    const asked = join(DIST, normalize(url.pathname));
    const there = asked.startsWith(DIST) && extname(asked) && existsSync(asked);
    const path = there ? asked : join(DIST, 'index.html');
    send(200, TYPES[extname(path)] ?? 'application/octet-stream', file(path), {
      'Cache-Control': there && asked.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
  return new Promise((ready) =>
    server.listen(port, '127.0.0.1', () =>
      ready({ url: `http://127.0.0.1:${server.address().port}`, requests, close: () => server.close() }),
    ),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.env.PORT ?? 8601));
  console.log(url);
}
