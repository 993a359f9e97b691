/* The forms in the lessons and the table on the page of progress. Judging is in answers.js, keeping in kept.js. */
(function () {
  'use strict';
  var answers = window.courseAnswers, kept = window.courseKept;
  var NOT_KEPT = 'This browser keeps nothing for this page: what you enter is gone when you leave it.';

  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }
  function make(name, text) { var made = document.createElement(name); made.textContent = text; return made; }
  function capital(text) { return text.slice(0, 1).toUpperCase() + text.slice(1); }
  function idOfQuiz(fieldset) { return fieldset.className.replace(/^.*quiz-(\S+).*$/, '$1'); }

  // Forms

  function Form(element, data) {
    this.element = element;
    this.id = element.dataset.exercise;
    this.data = data;
    this.task = data.exercises[this.id];
    this.fields = all('input, select, textarea', element);
    this.reply = element.querySelector('.reply');
    this.hints = element.querySelector('.hints');
    this.hintButton = element.querySelector('[data-do=hint]');
    this.restore();
    element.addEventListener('submit', this.check.bind(this));
    if (this.hintButton) this.hintButton.addEventListener('click', this.hint.bind(this));
    if (this.task.kind === 'written') this.listen();
  }

  Form.prototype.answer = function () {
    if (this.task.kind === 'labels') {
      return this.fields.reduce(function (found, field) { found[field.dataset.key] = field.value; return found; }, {});
    }
    var fields = this.task.kind === 'choice' ? this.fields.filter(function (field) { return field.checked; }) : this.fields;
    return fields.length ? fields[0].value : '';
  };

  Form.prototype.fill = function (answer) {
    this.fields.forEach(function (field) {
      if (field.type === 'radio') field.checked = field.value === answer;
      else if (typeof answer === 'string' && !field.dataset.key) field.value = answer;
      else if (typeof answer === 'object' && typeof answer[field.dataset.key] === 'string') field.value = answer[field.dataset.key];
    });
  };

  // What an earlier visit left: the answer, its state, and the hints that were opened.
  Form.prototype.restore = function () {
    var entry = kept.entry(this.id);
    if (entry.answer !== undefined) this.fill(entry.answer);
    var said = answers.reply(this.data, this.id, this.answer());
    if (entry.state !== 'not attempted' && said.state === entry.state) this.tell(said);
    else if (entry.state !== 'not attempted') this.show(entry.state, 'This was kept on an earlier visit.');
    this.opened = 0;
    while (this.hintButton && this.opened < (entry.hints || 0) && this.opened < this.task.hints.length) this.open();
    if (this.task.kind === 'written') this.count();
  };

  Form.prototype.tell = function (said) {
    if (said.state === 'not attempted' && this.task.kind === 'written') this.clear();
    else this.show(said.state, said.message, this.task.kind === 'number' ? said.given : '');
  };

  Form.prototype.clear = function () {
    this.reply.replaceChildren();
    delete this.reply.dataset.state;
  };

  Form.prototype.show = function (state, message, given) {
    var words = state === 'right' ? capital(message.replace(/^Right[.:] */, '')) : message;
    this.reply.replaceChildren(make('strong', this.id + ': ' + state + '.'), ' ' + words + (given ? ' (Your answer: ' + given + ')' : ''));
    this.reply.dataset.state = state;
    var faulty = state === 'cannot tell' || state === 'not attempted';
    this.fields.forEach(function (field) {
      if (faulty && field.type !== 'radio') field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid');
    });
  };

  Form.prototype.note = function (state, more) {
    if (!kept.note(this.id, state, more)) document.querySelector('.so-far').dataset.kept = 'no';
    summaries();
  };

  Form.prototype.check = function (event) {
    if (event) event.preventDefault();
    var answer = this.answer(), said = answers.reply(this.data, this.id, answer);
    this.tell(said);
    if (said.state === 'not attempted') return;
    // The answer that was right is kept, also when another one is tried after it.
    var worse = kept.done(kept.entry(this.id).state) && !kept.done(said.state);
    this.note(said.state, worse ? {} : { answer: answer });
  };

  Form.prototype.open = function () {
    this.hints.append(make('p', 'Hint ' + (this.opened + 1) + ' of ' + this.task.hints.length + ': ' + this.task.hints[this.opened]));
    this.opened += 1;
    var left = this.opened < this.task.hints.length;
    this.hintButton.firstChild.textContent = left ? 'Hint ' + (this.opened + 1) + ' of ' + this.task.hints.length : 'All hints are open';
    this.hintButton.setAttribute('aria-disabled', String(!left));
  };

  Form.prototype.hint = function () {
    if (this.opened >= this.task.hints.length) return;
    this.open();
    this.note('', { hints: this.opened });
  };

  // A text is kept while it is written; its reply is said when the writer leaves the field.
  Form.prototype.listen = function () {
    var form = this, area = this.fields[0], clock = 0;
    function keep() {
      clearTimeout(clock);
      clock = 0;
      var state = answers.reply(form.data, form.id, area.value).state;
      form.note(state === 'not attempted' ? '' : state, { answer: area.value });
    }
    area.addEventListener('input', function () { form.count(); clearTimeout(clock); clock = setTimeout(keep, 500); });
    area.addEventListener('change', function () {
      keep();
      form.tell(answers.reply(form.data, form.id, area.value));
    });
    window.addEventListener('pagehide', function () { if (clock) keep(); });
  };

  Form.prototype.count = function () {
    var count = answers.countWords(this.fields[0].value);
    this.element.querySelector('.words').textContent = count + (count === 1 ? ' word' : ' words') + ' so far';
  };

  // A quiz replies by itself; here its state is kept.
  all('fieldset[class^=quiz-]').forEach(function (quiz) {
    quiz.addEventListener('change', function (event) {
      var reply = quiz.querySelector('.' + event.target.className.replace(/o(\d+)/, 'r$1'));
      if (reply) kept.note(idOfQuiz(quiz), /^Right/.test(reply.textContent) ? 'right' : 'not yet');
      summaries();
    });
  });

  // How much is done: at the top of a lesson, and on the page of progress

  function summaries() {
    var progress = kept.load().exercises;
    function isDone(id) { return Boolean(progress[id]) && kept.done(progress[id].state); }
    all('.so-far').forEach(function (line) {
      var ids = line.dataset.exercises.split(' '), count = ids.filter(isDone).length;
      line.querySelector('.count').textContent = count + ' of ' + ids.length + ' exercises right or written on this device.';
      line.querySelector('.refused').textContent = line.dataset.kept === 'no' || !kept.keeps() ? ' ' + NOT_KEPT : '';
    });
    all('[data-state-of]').forEach(function (cell) {
      var state = progress[cell.dataset.stateOf] ? progress[cell.dataset.stateOf].state : 'not attempted';
      cell.textContent = state;
      cell.dataset.state = state;
    });
  }

  // The page of progress

  function save() {
    var link = document.createElement('a'), file = new Blob([kept.asFile()], { type: 'application/json' });
    link.href = URL.createObjectURL(file);
    link.download = 'georgia2008-progress.json';
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
    return 'Saved as georgia2008-progress.json in your folder of downloads.';
  }

  function broughtBack(told) {
    if (!told.ours) return 'This file was not saved by this page; nothing was changed. Choose a file georgia2008-progress.json.';
    var said = told.entries + ' exercises and quizzes were read. What was right stays right.';
    if (!told.whole) said += ' Some parts of the file could not be read and were left out.';
    if (told.other.length) said += ' Another answer stands here already in ' + told.other.join(', ') + '; it was kept, and the file still has its own.';
    return told.saved ? said : said + ' ' + NOT_KEPT;
  }

  function setUp(page) {
    var status = page.querySelector('[role=status]'), sure = page.querySelector('dialog'), file = page.querySelector('input[type=file]');
    function say(text) { status.textContent = text; summaries(); }
    page.hidden = false;
    page.querySelector('[data-do=save]').addEventListener('click', function () { say(save()); });
    page.querySelector('[data-do=erase]').addEventListener('click', function () { sure.showModal(); });
    sure.addEventListener('close', function () {
      if (sure.returnValue === 'erase') { kept.erase(); say('Everything was erased.'); } else say('Nothing was erased.');
      sure.returnValue = '';
    });
    file.addEventListener('change', function () {
      if (!file.files[0]) return;
      if (file.files[0].size > 6e6) { say(broughtBack({ ours: false })); file.value = ''; return; }
      file.files[0].text().then(function (text) { say(broughtBack(kept.bringBack(text))); file.value = ''; });
    });
  }

  var told = document.getElementById('answer-data');
  if (told) {
    var data = JSON.parse(told.textContent);
    all('form.answer').forEach(function (element) { return new Form(element, data); });
  }
  all('.keeping').forEach(setUp);
  summaries();
  window.addEventListener('storage', summaries);

  // On paper a field would cut off what is longer than it: the text stands there in full.
  window.addEventListener('beforeprint', function () {
    all('.answer .long, .answer textarea').forEach(function (field) {
      var paper = field.nextElementSibling;
      if (!paper || paper.className !== 'on-paper') {
        paper = make('p', '');
        paper.className = 'on-paper';
        field.after(paper);
      }
      paper.textContent = field.value;
    });
  });
})();
