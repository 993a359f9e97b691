/* The boxes of the page "Run Python here". Python itself lives in runworker.js; here are buttons, output and what is kept. */
(function () {
  'use strict';
  var page = document.getElementById('run-page');
  if (!page) return;
  var KEPT = 'georgia2008-run-1';
  var here = document.currentScript.src;
  var python = page.dataset.python && new URL(page.dataset.python, document.baseURI).href;
  var worker = null, ready = false, job = null, runs = 0, clock = 0;

  function limit() { return Number(page.dataset.limit) || 20; }  // seconds
  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }

  // Why nothing can run, in one sentence; empty where it can.
  function obstacle() {
    if (location.protocol === 'file:') {
      return 'Python does not start in a page that was opened from a folder; browsers want a web server for that. Open the ' +
        'address that your instructor gave. Or type  python3 -m http.server  in a terminal in this folder ' +
        '(on Windows: py -m http.server), and open  http://localhost:8000/run.html  in the browser.';
    }
    if (!window.Worker || !window.WebAssembly || !window.DecompressionStream) {
      return 'This browser is too old to run Python in a page. A browser from 2023 or later can.';
    }
    return '';
  }

  // What is kept: for each box the text, and texts that Reset took away. Never shared, never sent.
  var memory = {};
  function kept() {
    try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch (e) { return memory; }
  }
  function keep(name, entry) {
    var everything = kept();
    if (entry.code === undefined && !entry.earlier.length) delete everything[name]; else everything[name] = entry;
    memory = everything;
    try { localStorage.setItem(KEPT, JSON.stringify(everything)); return true; } catch (e) { return false; }
  }

  function Box(root) {
    this.root = root;
    this.name = root.dataset.box;
    this.area = root.querySelector('textarea');
    this.lines = root.querySelector('.run-lines');
    this.said = root.querySelector('.run-said');
    this.out = root.querySelector('.run-out');
    this.first = this.area.defaultValue;
    var entry = kept()[this.name] || {};
    this.earlier = Array.isArray(entry.earlier) ? entry.earlier.filter(function (t) { return typeof t === 'string'; }) : [];
    if (typeof entry.code === 'string') this.area.value = entry.code; else this.area.value = this.first;
    this.count();
  }

  Box.prototype.button = function (name) { return this.root.querySelector('[data-do=' + name + ']'); };

  Box.prototype.count = function () {
    var n = this.area.value.split('\n').length, text = '';
    for (var i = 1; i <= n; i += 1) text += i + '\n';
    this.lines.textContent = text;
    this.area.rows = n + 1;
    this.button('back').hidden = !this.earlier.length;
  };

  Box.prototype.save = function () {
    var own = this.area.value === this.first ? undefined : this.area.value;
    this.count();
    if (!keep(this.name, { code: own, earlier: this.earlier })) {
      this.say('This browser does not keep what you write here; copy it before you leave the page.');
    }
  };

  // Reset and back: the text that goes away is put aside first, so nothing is lost.
  Box.prototype.aside = function (where) {
    var text = this.area.value;
    if (text !== this.first && this.earlier.indexOf(text) < 0) this.earlier[where](text);
  };
  Box.prototype.reset = function () {
    this.aside('push');
    this.area.value = this.first;
    this.clear();
    this.save();
    this.say(this.earlier.length ? 'The first code is back. Yours is kept: Bring my code back.' : 'This is the first code.');
  };
  Box.prototype.back = function () {
    var text = this.earlier.pop();
    this.aside('unshift');
    this.area.value = text;
    this.save();
    this.area.focus();
    this.say('Your code is back.');
  };

  Box.prototype.say = function (text, state) {
    this.said.textContent = text;
    this.said.dataset.state = state || '';
  };
  Box.prototype.show = function (text, kind) {
    var part = document.createElement('span');
    if (kind) part.className = kind;
    part.textContent = text;
    this.out.hidden = false;
    this.out.appendChild(part);
    if (this.out.scrollHeight > this.out.clientHeight + 1 || this.out.scrollWidth > this.out.clientWidth + 1) this.out.tabIndex = 0;
  };
  Box.prototype.clear = function () {
    this.out.textContent = '';
    this.out.hidden = true;
    this.out.removeAttribute('tabindex');
  };

  // Running. One box at a time; the buttons of the others wait.
  function act(box, what) {
    if (job) return;
    job = { box: box, act: what, run: (runs += 1), failed: false, shown: false };
    if (what !== 'hint') box.clear();
    waiting(true);
    if (ready) send(); else begin();
  }
  function send() {
    job.box.say(job.act === 'check' ? 'Running and checking …' : 'Running …');
    worker.postMessage({ act: job.act, run: job.run, box: job.box.name, code: job.box.area.value });
  }
  function waiting(on) {
    all('.run-buttons button').forEach(function (b) { if (b.dataset.do !== 'stop') b.disabled = on; });
    var stop = job.box.button('stop'), held = document.activeElement === stop;
    stop.disabled = !on;
    job.box.root.setAttribute('aria-busy', String(on));
    if (held && !on) job.box.button('run').focus();
  }
  function end(text, state) {
    clearTimeout(clock);
    bar(false);
    waiting(false);
    var box = job.box;
    job = null;
    box.say(text, state);
  }
  // Whatever Python is doing, it goes; the next run starts it anew.
  function stop(text, state) {
    if (worker) worker.terminate();
    worker = null;
    ready = false;
    if (job) end(text, state || 'stopped');
  }

  function begin() {
    job.box.say('Fetching Python. This is done once; the browser then has it.');
    fetch(new URL('runworker.js', here)).then(function (answer) {
      if (!answer.ok) throw new Error('runworker.js is missing (' + answer.status + ')');
      return answer.text();
    }).then(function (text) {
      if (!job) return;  // stopped meanwhile
      var address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      worker = new Worker(address, { type: 'module' });
      worker.onmessage = hear;
      worker.onerror = function (event) { broken(event.message || 'the browser does not let it start', !ready); };
      worker.postMessage({ act: 'start', base: python });
    }).catch(function (error) { broken(error.message, true); });
  }
  function broken(why, loading) {
    stop(loading ? 'Python could not be loaded: ' + why + '. Try again; if that does not help, tell your instructor.' :
      'Python broke down: ' + why + '. The next run starts it anew.', 'error');
  }

  function bar(on, done, total) {
    var old = job && job.box.root.querySelector('progress');
    if (!on) { if (old) old.remove(); return; }
    if (!old) {
      old = document.createElement('progress');
      old.setAttribute('aria-label', 'Python, fetched so far');
      job.box.said.after(old);
    }
    old.max = total;
    old.value = done;
    old.title = (done / 1e6).toFixed(1) + ' of ' + (total / 1e6).toFixed(1) + ' MB';
    old.textContent = old.title;
  }

  function hear(event) {
    var told = event.data;
    if (!job || (told.run && told.run !== job.run)) return;
    if (told.kind === 'progress') bar(true, told.done, told.total);
    else if (told.kind === 'starting') { bar(false); job.box.say('Starting Python …'); }
    else if (told.kind === 'ready') { ready = true; send(); }
    else if (told.kind === 'began') clock = setTimeout(tooLong, limit() * 1000);
    else if (told.kind === 'out') { job.shown = true; job.box.show(told.text); }
    else if (told.kind === 'error') { job.failed = true; job.box.show(told.text, 'run-error'); }
    else if (told.kind === 'done') finished(told.reply);
    else if (told.kind === 'broken') broken(told.text, told.loading);
  }
  function tooLong() {
    stop('Stopped after ' + limit() + ' seconds. Is there a loop that never ends? Look at its condition, then run again.');
  }
  // The page of progress knows what was checked here, too.
  function note(box, state) { if (window.courseKept && state !== 'error') window.courseKept.note(box.name, state); }

  function finished(reply) {
    if (reply && job.act === 'check') note(job.box, reply[0]);
    if (reply) end((reply[0] === 'hint' || reply[0] === 'error' ? '' : job.box.name + ': ' + reply[0] + '. ') + reply[1], reply[0]);
    else if (job.failed) end('The code ended in an error. Below stands the line, and what Python says.', 'error');
    else end(job.shown ? 'Done.' : 'Done. Nothing was printed.', 'done');
  }

  // Keys: Enter keeps the indent, Shift+Enter runs; Tab is left to the browser, so that nobody is caught in a box.
  function insert(area, text) {
    if (document.execCommand && document.execCommand('insertText', false, text)) return;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  function keys(box, event) {
    if (event.key !== 'Enter' || event.isComposing || event.altKey) return;
    event.preventDefault();
    if (event.shiftKey || event.ctrlKey || event.metaKey) { if (!page.dataset.off) act(box, 'run'); return; }
    var before = box.area.value.slice(0, box.area.selectionStart).split('\n').pop();
    insert(box.area, '\n' + before.match(/^ */)[0] + (/:\s*(#.*)?$/.test(before) ? '    ' : ''));
  }
  function back(box, event) {  // Backspace in an indent goes back by a step of four
    var at = box.area.selectionStart, before = box.area.value.slice(0, at).split('\n').pop();
    if (event.key !== 'Backspace' || at !== box.area.selectionEnd || before.length < 4 || !/^ +$/.test(before)) return;
    event.preventDefault();
    box.area.setSelectionRange(at - ((before.length - 1) % 4 + 1), at);
    if (!document.execCommand || !document.execCommand('delete')) insert(box.area, '');
  }

  var why = obstacle(), sign = page.querySelector('.run-why');
  if (!python || why) page.dataset.off = 'yes';
  if (python && why) { sign.textContent = why; sign.hidden = false; }
  all('.run-box').forEach(function (root) {
    var box = new Box(root);
    root.querySelector('.run-buttons').hidden = false;
    if (page.dataset.off) ['run', 'check', 'hint', 'stop'].forEach(function (n) { if (box.button(n)) box.button(n).remove(); });
    root.addEventListener('click', function (event) {
      var what = event.target.dataset && event.target.dataset.do;
      if (what === 'stop') stop('Stopped. The next run starts Python anew, which takes a moment.');
      else if (what === 'reset') box.reset();
      else if (what === 'back') box.back();
      else if (what) act(box, what);
    });
    box.area.addEventListener('input', function () { box.save(); });
    box.area.addEventListener('keydown', function (event) { keys(box, event); back(box, event); });
  });
})();
