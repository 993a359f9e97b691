/* Python in a worker of its own: the page stays awake, and can end it at any moment. Whatever type a server gives a file,
   its bytes are taken as they are; nothing is asked of any other computer. */
'use strict';
let inpage = null;

function tell(message) { self.postMessage(message); }

async function bytesOf(file, base, count) {
  const answer = await fetch(base + file.name + '?' + file.mark);
  if (!answer.ok) throw new Error(file.name + ' is missing (' + answer.status + ')');
  const parts = [];
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    count(part.value.length);
  }
  return unzipped(new Blob(parts), file.name);
}

// A server may have unpacked a .gz on the way: the first two bytes tell.
async function unzipped(blob, name) {
  const head = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const packed = name.endsWith('.gz') && head[0] === 0x1f && head[1] === 0x8b;
  const stream = packed ? blob.stream().pipeThrough(new DecompressionStream('gzip')) : blob.stream();
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function load(base) {
  const answer = await fetch(base + 'files.json', { cache: 'no-cache' });
  if (!answer.ok) throw new Error('files.json is missing (' + answer.status + ')');
  const list = await answer.json();
  const total = list.reduce(function (sum, file) { return sum + file.bytes; }, 0);
  const files = {};
  let done = 0;
  function count(more) { done += more; tell({ kind: 'progress', done: Math.min(done, total), total: total }); }
  await Promise.all(list.map(async function (file) {
    files[file.name.replace(/\.gz$/, '')] = await bytesOf(file, base, count);
  }));
  return files;
}

function module(bytes) { return import(URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }))); }

// Pyodide fetches two of its files itself: it gets them from here, and everything else is refused.
function answerFrom(files) {
  self.fetch = async function (address) {
    const bytes = files[String(address).split('/').pop()];
    if (!bytes) throw new Error('This page asks no other computer for anything.');
    return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
  };
  self.XMLHttpRequest = self.WebSocket = self.EventSource = self.WebTransport = undefined;
}

// Where a browser is too old, or a host forbids WebAssembly, Pyodide would wait for ever: this says so.
function announceRefusal() {
  const before = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async function (response, imports) {
    try { return await before.call(WebAssembly, response, imports); } catch (error) {
      tell({ kind: 'broken', loading: true, text: 'this browser, or the host of this page, does not allow it (' + error.name + ')' });
      throw error;
    }
  };
}

async function start(base) {
  const files = await load(base);
  tell({ kind: 'starting' });
  const outer = await module(files['pyodide.mjs']);
  const inner = await module(files['pyodide.asm.mjs']);
  answerFrom(files);
  announceRefusal();
  const python = await outer.loadPyodide({
    indexURL: base, packageBaseUrl: base, createPyodideModule: inner.default,
    lockFileContents: { info: { abi_version: '2026_0' }, packages: {} },
    env: { HOME: '/home/student', COURSE_WORKBOOK: '/home/student' }
  });
  python.unpackArchive(files['kit.zip'], 'zip', { extractDir: '/' });
  python.runPython('import sys; sys.path.insert(0, "/course"); import courseutils.checks');
  answerFrom({});
  inpage = python.pyimport('inpage');
  tell({ kind: 'ready' });
}

// The first pieces go out at once, later ones together: a page that prints a lot must not drown.
function shower(run) {
  let sent = 0, waiting = '', last = 0;
  function flush() { if (waiting) tell({ kind: 'out', run: run, text: waiting }); waiting = ''; last = Date.now(); }
  return {
    flush: flush,
    say: function (text, kind) {
      if (kind === 'error') { flush(); tell({ kind: 'error', run: run, text: text }); return; }
      waiting += text;
      if (++sent < 100 || Date.now() - last > 50) flush();
    }
  };
}

function work(asked) {
  const screen = shower(asked.run);
  let reply = null;
  tell({ kind: 'began', run: asked.run });
  if (asked.act === 'hint') reply = inpage.hint(asked.box);
  else if (asked.act === 'check') reply = inpage.check(asked.code, asked.box, screen.say);
  else inpage.run(asked.code, screen.say)?.destroy();
  screen.flush();
  tell({ kind: 'done', run: asked.run, reply: reply && reply.toJs() });
  if (reply) reply.destroy();
}

self.onmessage = async function (event) {
  try {
    if (event.data.act === 'start') await start(event.data.base); else work(event.data);
  } catch (error) {
    tell({ kind: 'broken', text: String(error && error.message || error).slice(-400), loading: !inpage });
  }
};
