/* Reads and judges an answer as check() of the course does (_checking/answers.py, checks.py): the same states, the same
   sentences. What is right, and what is said, comes with the page as plain data (answerdata.py). No network, no storage.

     courseAnswers.reply(data, '05-4', 'cannot tell')   ->   {state: 'right', message: 'Right: …', given: 'cannot tell'}

   A test asks this file and Python the same thousands of answers. Whoever changes a rule there changes it here. */
(function (root) {
  'use strict';

  var RIGHT = 'right', NOT_YET = 'not yet', NOT_ATTEMPTED = 'not attempted', CANNOT_TELL = 'cannot tell', WRITTEN = 'written';
  var SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';  // as Python has it
  var ENDS = new RegExp('^' + SPACE + '+|' + SPACE + '+$', 'g'), SPACES = new RegExp(SPACE + '+');

  // Text, as Python treats it

  function strip(text) { return text.replace(ENDS, ''); }
  function words(text) { return strip(text).split(SPACES).filter(Boolean); }
  function cut(text) { return Array.from(text).slice(0, 40).join(''); }
  function has(table, key) { return Object.prototype.hasOwnProperty.call(table, key); }

  // casefold: letter by letter, by way of the capital; only the dotless i would go astray.
  function fold(text) {
    return Array.from(text, function (c) { return c === 'ı' ? c : c.toUpperCase().toLowerCase(); }).join('');
  }

  function replaced(text, table) { return Array.from(text, function (c) { return has(table, c) ? table[c] : c; }).join(''); }

  // A text in quotation marks, with what cannot be seen written out.
  function repr(text) {
    var mark = text.indexOf("'") >= 0 && text.indexOf('"') < 0 ? '"' : "'", short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
    return mark + Array.from(text, function (c) {
      if (c === '\\' || c === mark) return '\\' + c;
      if (short[c] || c === ' ' || !/[\p{C}\p{Z}]/u.test(c)) return short[c] || c;
      var code = c.codePointAt(0).toString(16), long = code.length > 4 ? 8 : code.length > 2 ? 4 : 2;
      return { 2: '\\x', 4: '\\u', 8: '\\U' }[long] + code.padStart(long, '0');
    }).join('') + mark;
  }

  // Six significant digits at most: 15.4, 59000, 1e+06. What lies halfway goes to the even digit.
  function sixDigits(number) {
    if (number === 0) return Object.is(number, -0) ? '-0' : '0';
    var exact = number.toExponential(40), halfway = /^-?\d\.\d{4}[02468]50*e/.test(exact);
    var parts = (halfway ? exact.replace(/50*e/, 'e') : number.toExponential(5)).split('e'), power = Number(parts[1]);
    if (power >= -4 && power < 6) return trimmed(Number(parts.join('e')).toFixed(5 - power));
    return trimmed(parts[0]) + 'e' + parts[1][0] + parts[1].slice(1).padStart(2, '0');
  }
  function trimmed(digits) { return digits.indexOf('.') < 0 ? digits : digits.replace(/\.?0+$/, ''); }

  // The sentence of that name with its blanks filled in.
  function say(data, which, blanks) {
    return data.say[which].replace(/\{(\w+)\}/g, function (all, name) { return blanks[name]; });
  }

  function CannotTell(problem) { this.problem = problem; }
  function NotAttempted() {}

  // How near are two words? As difflib has it: twice the letters in common blocks, by all letters.

  function ratio(first, second) {
    var where = new Map();
    second.forEach(function (c, j) { where.set(c, (where.get(c) || []).concat(j)); });
    if (second.length >= 200) {  // difflib passes over what is everywhere in a long text
      where.forEach(function (at, c) { if (at.length > Math.floor(second.length / 100) + 1) where.delete(c); });
    }
    return 2 * matching(first, second, where, 0, first.length, 0, second.length) / (first.length + second.length);
  }

  function matching(a, b, where, fromA, toA, fromB, toB) {
    var block = longest(a, b, where, fromA, toA, fromB, toB), i = block[0], j = block[1], size = block[2];
    if (!size) return 0;
    return size + matching(a, b, where, fromA, i, fromB, j) + matching(a, b, where, i + size, toA, j + size, toB);
  }

  function longest(a, b, where, fromA, toA, fromB, toB) {
    var best = [fromA, fromB, 0], lengths = new Map();
    for (var i = fromA; i < toA; i += 1) {
      var next = new Map();
      (where.get(a[i]) || []).forEach(function (j) {
        if (j < fromB || j >= toB) return;
        var size = (lengths.get(j - 1) || 0) + 1;
        next.set(j, size);
        if (size > best[2]) best = [i - size + 1, j - size + 1, size];
      });
      lengths = next;
    }
    var at = best[0], to = best[1], long = best[2];
    while (at > fromA && to > fromB && a[at - 1] === b[to - 1]) { at -= 1; to -= 1; long += 1; }
    while (at + long < toA && to + long < toB && a[at + long] === b[to + long]) long += 1;
    return [at, to, long];
  }

  function close(word, known, most) {
    var letters = Array.from(word), found = [];
    known.forEach(function (name) {
      var own = Array.from(name), least = Math.min(own.length, letters.length), all = own.length + letters.length;
      if (!all || 2 * least / all < 0.6) return;
      var score = ratio(own, letters);
      if (score >= 0.6) found.push([score, name]);
    });
    found.sort(function (x, y) { return y[0] - x[0] || (x[1] < y[1] ? 1 : -1); });
    return found.slice(0, most).map(function (pair) { return pair[1]; });
  }

  // Among names as the exercise has them.
  function nearest(data, word, known) {
    var lowered = {};
    known.forEach(function (name) { lowered[fold(name)] = name; });
    var found = close(fold(word), Object.keys(lowered), 3).map(function (key) { return lowered[key]; });
    if (found.length) return say(data, 'did_you_mean', { names: found.join(' or ') });
    var some = Object.keys(lowered).map(function (key) { return lowered[key]; }).sort().slice(0, 8);
    return say(data, 'known_names', { names: some.join(', ') });
  }

  // Among names in any script; table has a key in Latin letters for each.
  function near(data, word, table) {
    var names = close(inLatin(data, word), Object.keys(table), 4).map(function (key) { return table[key]; });
    names = names.filter(function (name, i) { return names.indexOf(name) === i; });
    return names.length ? say(data, 'did_you_mean', { names: names.join(' or ') }) : '';
  }

  // One key for all spellings of a name in one script, and one in Latin letters.
  function normalise(data, text) {
    var letters = fold(text.normalize('NFKD')).normalize('NFKD').replace(/[^\p{Ll}\p{Lu}\p{Lo}\p{Nd}]/gu, '');
    return replaced(letters, data.same);
  }
  function inLatin(data, text) { return replaced(normalise(data, text), data.letters); }

  // Readers: from what was typed to the plain form of each kind

  function digit(c) {  // of any script; each has its ten in a row
    var zero = c.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return (c.codePointAt(0) - zero) % 10;
  }

  function number(data, text, task) {
    var quoted = strip(text).match(/^["'“”„‘’«»]([^]*)["'“”„‘’«»]$/u), bare = strip(quoted ? quoted[1] : text).replace(/\u2212/g, '-');
    task.units.forEach(function (form) { if (bare.endsWith(form)) bare = strip(bare.slice(0, bare.length - form.length)); });
    if (/^-?[1-9]\p{Nd}{0,2}(,\p{Nd}{3})+$/u.test(bare)) throw new CannotTell(say(data, 'two_numbers', { text: repr(cut(text)) }));
    if (!/^-?\p{Nd}{1,15}([.,]\p{Nd}{1,15})?$/u.test(bare)) throw new CannotTell(noNumber(data, bare, repr(cut(text)), task.unit));
    return Number(bare.replace(',', '.').replace(/\p{Nd}/gu, digit));
  }

  function noNumber(data, bare, text, unit) {
    var begun = bare.match(/^-?\p{Nd}{1,15}(?:[.,]\p{Nd}{1,15})? */u);
    if (!begun || !/^\p{L}/u.test(bare.slice(begun[0].length))) return say(data, 'no_number', { text: text });
    return unit ? say(data, 'number_alone_in', { text: text, unit: unit }) : say(data, 'number_alone', { text: text });
  }

  function plainWords(text) { return fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim(); }
  function inside(part, whole) { return part.every(function (word) { return whole.indexOf(word) >= 0; }); }

  // The option meant: the same words, or the only one that shares a name with a longer or shorter form.
  function option(text, task) {
    function set(words) { return words.split(' ').filter(function (word, i, all) { return word && all.indexOf(word) === i; }); }
    var mine = set(plainWords(text)), same = [], near = [];
    task.options.concat(Object.keys(task.also)).forEach(function (name) {
      var own = set(plainWords(name)), less = inside(mine, own), more = inside(own, mine);
      if (less && more) same.push(name); else if (mine.length && (less || more)) near.push(name);
    });
    var sure = !mine.some(function (word) { return ['not', 'no', 'or', 'and'].indexOf(word) >= 0; });
    var meant = (same.length ? same.slice(0, 1) : near).map(function (name) { return has(task.also, name) ? task.also[name] : name; });
    var one = meant.length && meant.every(function (name) { return name === meant[0]; });
    return one && (same.length || sure) ? meant[0] : null;
  }

  function choice(data, text, task) {
    var meant = option(text, task);
    if (meant === null) throw new CannotTell(say(data, 'no_option', { text: repr(cut(text)), options: task.options.join(', ') }));
    return meant;
  }

  function labels(data, answer, task) {
    var read = {};
    Object.keys(answer).forEach(function (key) { if (strip(answer[key])) read[key] = choice(data, answer[key], task); });
    if (!Object.keys(read).length) throw new NotAttempted();
    return read;
  }

  function items(text) { return text.split(/[,;\n](?: *and +)?/i).map(strip).filter(Boolean); }

  function names(data, text, task) {
    var known = task.options.map(plainWords), also = {};
    Object.keys(task.also).forEach(function (other) { also[plainWords(other)] = plainWords(task.also[other]); });
    var given = apart(items(text), function (name) {
      return !known.length || known.indexOf(plainWords(name)) >= 0 || has(also, plainWords(name));
    });
    return new Set(given.map(function (name) {
      var form = plainWords(name);
      return has(also, form) ? also[form] : form;
    }).map(function (form, i) {
      if (!known.length || known.indexOf(form) >= 0) return form;
      var offered = nearest(data, given[i], task.options);
      throw new CannotTell(say(data, 'name_unknown', { name: repr(cut(given[i])), nearest: offered }));
    }));
  }

  // Names as "Gori and Poti" one by one; a name that has the word in it, such as a state's, stays whole.
  function apart(names, isKnown) {
    return names.reduce(function (all, name) { return all.concat(isKnown(name) ? [name] : name.split(/ +and +/i)); }, []);
  }

  function lookedUp(find) {
    return function (data, text) {
      function isKnown(name) {
        try { return Boolean(find(data, name)); } catch (e) { return false; }
      }
      return new Set(apart(items(text), isKnown).map(function (name) { return find(data, name); }));
    };
  }
  function lower(sentence) { return sentence.slice(0, 1).toLowerCase() + sentence.slice(1); }

  function place(data, name) {
    var key = normalise(data, name), latin = inLatin(data, name), table = data.places;
    var ids = has(table.proper, key) ? table.proper[key] : has(table.other, key) ? table.other[key] : [];
    if (!ids.length && has(table.latin, latin)) ids = table.latin[latin];
    if (ids.length === 1) return ids[0];
    var several = ids.map(function (id) { return table.names[id] + ' (' + id + ')'; }).join(' or ');
    if (several) throw new CannotTell(lower(say(data, 'place_of_two', { name: repr(name), places: several })));
    var offered = table.areas.indexOf(key) >= 0 ? say(data, 'place_an_area') : near(data, name, table.near) || say(data, 'place_list');
    throw new CannotTell(lower(say(data, 'place_unknown', { name: repr(name), nearest: offered })));
  }

  function state(data, name) {
    var key = normalise(data, name), table = data.states;
    if (has(table.names, key)) return table.names[key];
    throw new CannotTell(lower(strip(say(data, 'state_unknown', { name: repr(name), nearest: near(data, name, table.near) }))));
  }

  var READERS = {
    number: number, choice: choice, labels: labels, names: names, places: lookedUp(place), states: lookedUp(state),
    written: function (data, text) { return strip(text); }
  };

  function read(data, answer, task) {
    if (typeof answer === 'string' && !strip(answer)) throw new NotAttempted();
    return READERS[task.kind](data, answer, task);
  }

  // Judging

  function close_to(a, b) { return Math.abs(a - b) <= 0.001 * Math.max(Math.abs(a), Math.abs(b)); }

  function same(given, expected, task) {
    if (task.kind === 'number') {
      var room = Math.max(task.tolerance, Math.abs(expected) * task.percent / 100);
      return Math.abs(given - expected) <= room + 1e-9 * Math.abs(expected);
    }
    if (given instanceof Set) return given.size === expected.length && expected.every(function (name) { return given.has(name); });
    if (task.kind === 'labels') {
      return Object.keys(given).length === Object.keys(expected).length && fitting(given, expected).length === Object.keys(expected).length;
    }
    return given === expected;
  }

  function fitting(given, expected) {
    return Object.keys(expected).filter(function (key) { return has(given, key) && given[key] === expected[key]; });
  }

  // A likely wrong set of labels may name only the labels that matter.
  function isThat(given, likely, task, closely) {
    if (task.kind === 'labels') return fitting(given, likely).length === Object.keys(likely).length;
    return (task.kind === 'number' && close_to(given, likely)) || (!closely && same(given, likely, task));
  }

  function labelsFit(data, given, expected) {
    var keys = Object.keys(expected), open = keys.filter(function (key) { return !has(given, key); });
    var counts = { fit: fitting(given, expected).length, all: keys.length, open: open.length };
    var unknown = Object.keys(given).find(function (key) { return !has(expected, key); });
    if (unknown === undefined) return say(data, open.length ? 'labels_open' : 'labels_fit', counts);
    var near = nearest(data, unknown, open.length ? open : keys);
    return say(data, 'labels_fit', counts) + ' ' + say(data, 'no_label', { key: repr(cut(unknown)), nearest: near });
  }

  function howFar(data, given, task) {
    var expected = task.expected;
    if (task.kind === 'labels') return labelsFit(data, given, expected);
    if (!(given instanceof Set)) return '';
    if (!given.size) return say(data, 'no_names');
    var fit = expected.filter(function (name) { return given.has(name); }).length;
    return say(data, 'names_fit', { fit: fit, all: expected.length, extra: given.size - fit });
  }

  function judge(data, given, task) {
    if (task.kind === 'written') return countedWords(data, given, task);
    var right = same(given, task.expected, task), exact = task.kind !== 'number' || close_to(given, task.expected);
    var wrong = right && exact ? null : task.wrong.find(function (likely) { return isThat(given, likely.value, task, right); });
    if (right && !wrong) return [RIGHT, task.right];
    if (wrong) return [NOT_YET, wrong.reply];
    return [NOT_YET, [task.not_yet, howFar(data, given, task)].filter(Boolean).join(' ')];
  }

  // Texts: words between spaces; marks of sources such as [2] are no words.

  function clean(text) {
    return text.replace(/\r\n?/g, '\n').replace(new RegExp(SPACE, 'g'), function (c) { return c === '\n' ? c : ' '; })
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, function (c) { return c === '\n' ? c : ''; });
  }

  function isMark(inside) {
    var keys = inside.split(/[,;]/).map(strip).reduce(function (found, part) {
      var ends = part.match(/^(\p{Nd}{1,2}) *[-\u2013] *(\p{Nd}{1,2})$/u);
      if (!ends) return found.concat(part);
      var from = Number(ends[1].replace(/\p{Nd}/gu, digit)), to = Number(ends[2].replace(/\p{Nd}/gu, digit));
      return to < from ? found : found.concat(String(from));
    }, []);
    var key = /^(\p{Nd}{1,4}|[a-z0-9]+(-[a-z0-9]+)+)$/iu;
    return keys.length > 0 && keys.every(function (one) { return key.test(one); });
  }

  function countWords(text) {
    var bare = clean(text).replace(/\[([^[\]\n]{1,120})\]/gu, function (all, inside) { return isMark(inside) ? ' ' : all; });
    return words(bare).filter(function (word) { return /[\p{L}\p{N}]/u.test(word); }).length;
  }

  function countedWords(data, text, task) {
    var count = countWords(text), told = count + (count === 1 ? ' word' : ' words');
    if (count < task.least) return [NOT_YET, say(data, 'too_short', { words: told, least: task.least })];
    if (task.most && count > task.most) return [NOT_YET, say(data, 'too_long', { words: told, most: task.most })];
    if (new Set(words(fold(text))).size < task.least / 3) return [NOT_YET, say(data, 'repeats')];
    return [WRITTEN, say(data, 'within', { words: told, read_by: task.right || say(data, 'read_by') })];
  }

  function byLetter(a, b) {  // as Python sorts: by the numbers of the letters
    var first = Array.from(a), second = Array.from(b), i = first.findIndex(function (c, at) { return c !== second[at]; });
    return i < 0 || i >= second.length ? first.length - second.length : first[i].codePointAt(0) - second[i].codePointAt(0);
  }

  function named(data, form, task) {
    if (task.kind === 'places') return data.places.names[form];
    var written = task.options.find(function (option) { return plainWords(option) === form; });
    return written === undefined ? form : written;
  }

  function shortly(data, given, task) {
    if (given instanceof Set) {
      var names = Array.from(given, function (form) { return named(data, form, task); });
      var listed = Array.from(names.sort(byLetter).join(', '));
      return listed.length <= 60 ? listed.join('') : listed.slice(0, 59).join('') + '…';
    }
    if (typeof given === 'number') return sixDigits(given);
    return typeof given === 'string' && Array.from(given).length < 40 ? given : '';
  }

  // The reply to an answer: text for most kinds, for labels an object of texts by key.
  function reply(data, id, answer) {
    var task = data.exercises[id], given;
    try {
      given = read(data, answer, task);
    } catch (problem) {
      if (problem instanceof NotAttempted) return { state: NOT_ATTEMPTED, message: say(data, 'blank'), given: '' };
      if (!(problem instanceof CannotTell)) throw problem;
      var told = say(data, 'cannot_tell', { variable: task.variable, problem: problem.problem });
      return { state: CANNOT_TELL, message: told, given: '' };
    }
    var judged = judge(data, given, task);
    return { state: judged[0], message: judged[1], given: shortly(data, given, task) };
  }

  var api = { reply: reply, countWords: countWords };
  if (typeof module === 'object' && module.exports) module.exports = api; else root.courseAnswers = api;
})(typeof window === 'undefined' ? globalThis : window);
