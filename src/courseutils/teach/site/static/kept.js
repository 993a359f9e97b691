/* What the book keeps of a student's answers: in this browser only, under one key; nothing is sent. Once right stays right.

     courseKept.note('05-4', 'right', {answer: 'cannot tell'})   ->   true, or false where the browser keeps nothing

   What stands there and cannot be read as ours is put aside under a key of its own, never thrown away. */
(function (root) {
  'use strict';

  var FORM = 'georgia2008-progress', VERSION = 1, FAMILY = 'georgia2008-';
  var KEY = FORM + '-' + VERSION, ASIDE = KEY + '-aside-', CODE = FAMILY + 'run-1';  // the last: run.js keeps code there
  var STATES = ['right', 'written', 'not yet', 'cannot tell', 'not attempted'], DONE = ['right', 'written'];
  var LONGEST = 20000;  // characters of one answer; a file with more than a hundred such texts is not ours
  var memory = null;  // what this page knows and the browser does not keep

  function done(state) { return DONE.indexOf(state) >= 0; }
  function has(table, key) { return Object.prototype.hasOwnProperty.call(table, key); }
  function isText(value) { return typeof value === 'string' && value.length <= LONGEST; }
  function isTable(value) { return typeof value === 'object' && value !== null && !Array.isArray(value); }
  function isAnswer(value) {
    return isText(value) || (isTable(value) && Object.keys(value).every(function (key) { return isText(value[key]); }));
  }
  function isEntry(id, entry) {
    return /^\d\d-q?\d{1,2}$/.test(id) && isTable(entry) && STATES.indexOf(entry.state) >= 0 &&
      (entry.answer === undefined || isAnswer(entry.answer)) && (entry.hints === undefined || (Number.isInteger(entry.hints) && entry.hints >= 0 && entry.hints < 10));
  }

  function nothing() { return { form: FORM, version: VERSION, exercises: {} }; }

  // A kept text as a table of entries; whole is false when a part of it could not be read.
  function read(text) {
    var found = nothing(), told;
    try { told = JSON.parse(text); } catch (e) { return { kept: found, whole: false, ours: false }; }
    if (!isTable(told) || told.form !== FORM || told.version !== VERSION || !isTable(told.exercises)) {
      return { kept: found, whole: false, ours: false };
    }
    var ids = Object.keys(told.exercises), good = ids.filter(function (id) { return isEntry(id, told.exercises[id]); });
    good.forEach(function (id) { found.exercises[id] = told.exercises[id]; });
    return { kept: found, whole: good.length === ids.length, ours: true, code: told.code };
  }

  // The browser's store, or null where there is none or it refuses (private windows, some browsers with files).
  function store() {
    try {
      var there = root.localStorage;
      there.setItem(KEY + '-try', '1');
      there.removeItem(KEY + '-try');
      return there;
    } catch (e) { return null; }
  }

  function load() {
    var there = store(), text = there && there.getItem(KEY);
    if (memory || text === null) return memory || nothing();
    var found = read(text);
    if (!found.whole) putAside(there, text, found.kept);
    return found.kept;
  }

  function putAside(there, text, left) {
    var key = ASIDE + Date.now();
    while (there.getItem(key) !== null) key += '+';
    try {
      there.setItem(key, text);
      there.setItem(KEY, JSON.stringify(left));
    } catch (e) { /* no room: the damaged value stays where it is, and save() will not write over it */ }
  }

  function save(kept) {
    var there = store();
    memory = kept;
    if (!there) return false;
    try {
      var old = there.getItem(KEY);
      if (old !== null && !read(old).whole) return false;
      there.setItem(KEY, JSON.stringify(kept));
    } catch (e) { return false; }
    memory = null;
    return true;
  }

  // One more state of an exercise, with the answer and how many hints were opened, as far as they are given.
  function note(id, state, more) {
    var kept = load(), before = has(kept.exercises, id) ? kept.exercises[id] : { state: 'not attempted' }, entry = {};
    Object.assign(entry, before, more || {});
    entry.state = done(before.state) || !state ? before.state : state;
    if (!isEntry(id, entry)) return false;
    kept.exercises[id] = entry;
    return save(kept);
  }

  function entry(id) {
    var kept = load();
    return has(kept.exercises, id) ? kept.exercises[id] : { state: 'not attempted' };
  }

  function empty(answer) {
    return answer === undefined || (isText(answer) ? !answer.trim() : !Object.keys(answer).some(function (k) { return answer[k].trim(); }));
  }

  // Two tables as one: done stays done, an answer that stands stays; other tells where another one was left out.
  function merged(mine, theirs) {
    var kept = nothing(), other = [];
    Object.assign(kept.exercises, mine.exercises);
    Object.keys(theirs.exercises).forEach(function (id) {
      var here = has(kept.exercises, id) ? kept.exercises[id] : { state: 'not attempted' }, there = theirs.exercises[id];
      var both = Object.assign({}, there, here);
      both.state = done(here.state) || (here.state !== 'not attempted' && !done(there.state)) ? here.state : there.state;
      if (empty(here.answer) && there.answer !== undefined) both.answer = there.answer;
      else if (!empty(there.answer) && JSON.stringify(here.answer) !== JSON.stringify(there.answer)) other.push(id);
      both.hints = Math.max(here.hints || 0, there.hints || 0);
      if (!both.hints) delete both.hints;
      kept.exercises[id] = both;
    });
    return { kept: kept, other: other };
  }

  // A file that was saved here or elsewhere, added to what is here.
  function bringBack(text) {
    var found = read(text);
    if (!found.ours) return { ours: false };
    var both = merged(load(), found.kept);
    var saved = save(both.kept), code = bringCodeBack(found.code);
    return { ours: true, saved: saved && code, entries: Object.keys(found.kept.exercises).length, other: both.other, whole: found.whole };
  }

  // Code written on the page that runs Python: by box, with texts that were put aside there.
  function isBox(box) {
    return isTable(box) && (box.code === undefined || isText(box.code)) && Array.isArray(box.earlier) && box.earlier.every(isText);
  }
  function code() {
    var there = store(), found = {};
    try { found = JSON.parse(there.getItem(CODE)) || {}; } catch (e) { /* nothing is kept, or nothing that can be read */ }
    return isTable(found) ? found : {};
  }
  // A box that has code here keeps it; the code of the file is put aside there, for "Bring my code back".
  function bringCodeBack(theirs) {
    var mine = code(), there = store();
    var names = isTable(theirs) ? Object.keys(theirs).filter(function (name) { return isBox(theirs[name]); }) : [];
    if (!names.length) return true;
    names.forEach(function (name) {
      var here = has(mine, name) && isBox(mine[name]) ? mine[name] : { earlier: [] }, all = theirs[name].earlier.concat(here.earlier);
      if (here.code !== undefined && theirs[name].code !== undefined && theirs[name].code !== here.code) all.push(theirs[name].code);
      all = all.filter(function (text, at) { return all.indexOf(text) === at; });
      mine[name] = { code: here.code === undefined ? theirs[name].code : here.code, earlier: all };
    });
    try { there.setItem(CODE, JSON.stringify(mine)); return true; } catch (e) { return false; }
  }

  function asFile() {
    return JSON.stringify(Object.assign({}, load(), { code: code(), saved: new Date().toISOString().slice(0, 10) }), null, 1) + '\n';
  }

  // Everything of this book in this browser, also what was put aside and code that was written in its pages.
  function erase() {
    var there = store();
    memory = null;
    if (!there) return;
    Object.keys(there).filter(function (key) { return key.indexOf(FAMILY) === 0; }).forEach(function (key) { there.removeItem(key); });
  }

  var api = {
    KEY: KEY, note: note, entry: entry, load: load, done: done, bringBack: bringBack, asFile: asFile, erase: erase,
    keeps: function () { return store() !== null; }
  };
  if (typeof module === 'object' && module.exports) module.exports = api; else root.courseKept = api;
})(typeof window === 'undefined' ? globalThis : window);
