/* What the book adds to its pages: filters, a keyboard path where the theme has none, pictures for paper. No network. */
(function () {
  'use strict';

  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }

  // Filters: an element stays when it fits every field; data-tables and the like hold several words.
  function fits(item, field) {
    if (!field.value) return true;
    if (field.dataset.day !== undefined) return item.dataset.from <= field.value && field.value < item.dataset.until;
    var told = item.dataset[field.dataset.filter];
    return told === field.value || told.split(' ').indexOf(field.value) >= 0;
  }

  // A map cannot measure itself while it is hidden: its frame is emptied, and loaded anew when it comes back.
  function swap(frame, back) {
    var other = frame.cloneNode();
    if (back) other.src = frame.dataset.src; else { other.dataset.src = frame.getAttribute('src'); other.removeAttribute('src'); }
    frame.replaceWith(other);
  }

  function filter(form) {
    var fields = all('select, input', form), items = all('[data-item]'), left = 0;
    items.forEach(function (item) {
      var stays = fields.every(function (field) { return fits(item, field); });
      if (stays === item.hidden) all('iframe', item).forEach(function (frame) { swap(frame, stays); });
      item.hidden = !stays;
      if (stays) left += 1;
    });
    var shown = 'Shown: ' + left + ' of ' + items.length + ' ' + form.dataset.what + '.';
    var beyond = fields.find(function (field) { return field.validity && field.validity.rangeOverflow; });
    if (beyond) shown += ' The lists were checked to ' + beyond.max + ' only: they cannot tell what holds on a later day.';
    form.querySelector('[role=status]').textContent = shown;
  }

  all('.filters').forEach(function (form) {
    form.hidden = false;
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('input', function () { filter(form); });
    filter(form);
  });

  // From a folder no browser runs Python: no lesson leads there then.
  if (location.protocol === 'file:') {
    all('a[href^="run.html#"]').forEach(function (link) { link.closest('p').hidden = true; });
  }

  // What is wider than the page can be scrolled by keys.
  function reach() {
    all('pre, .table-wrapper, .sheet').forEach(function (box) {
      var wide = box.scrollWidth > box.clientWidth + 1;
      if (wide) box.tabIndex = 0; else box.removeAttribute('tabindex');
      if (box.tagName === 'PRE') return;
      if (wide) { box.setAttribute('role', 'group'); box.setAttribute('aria-label', box.matches('.sheet') ? 'Picture' : 'Table'); }
      else { box.removeAttribute('role'); box.removeAttribute('aria-label'); }
    });
  }
  reach();
  window.addEventListener('resize', reach);
  document.addEventListener('toggle', reach, true);  // what was folded away has a width now

  // The theme opens its side bars by labels that no key reaches: buttons take their place.
  function button(label, box, name) {
    var made = document.createElement('button');
    made.type = 'button';
    made.className = label.className + ' bare';
    made.setAttribute('aria-label', name);
    made.innerHTML = label.innerHTML;
    function say() { made.setAttribute('aria-expanded', String(box.checked)); }
    say();
    box.addEventListener('change', say);
    made.addEventListener('click', function () { box.click(); });
    label.replaceWith(made);
  }
  [['__navigation', 'Contents of the book'], ['__toc', 'Contents of this page']].forEach(function (pair) {
    var box = document.getElementById(pair[0]);
    if (!box) return;
    all('label[for=' + pair[0] + ']:not(.overlay)').forEach(function (label) { button(label, box, pair[1]); });
    document.addEventListener('keydown', function (event) { if (event.key === 'Escape' && box.checked) box.click(); });
  });

  // On paper a map is a picture.
  window.addEventListener('beforeprint', function () {
    all('details.picture').forEach(function (part) { part.open = true; all('img', part).forEach(function (i) { i.loading = 'eager'; }); });
  });
})();
