/* The reader: a chosen paragraph moves the map, a chosen place marks the paragraphs. Everything it says and shows is
   in the page already; `atlas` draws the map. */
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('reader-data').textContent);
  var still = window.matchMedia('(prefers-reduced-motion: reduce)');
  var moving = !still.matches;
  var map = L.map('map', { zoomSnap: 0.25, maxBoundsViscosity: 0.8, zoomAnimation: moving, fadeAnimation: moving,
    markerZoomAnimation: moving, inertia: moving });
  var drawn = atlas(map, data.map);
  var said = document.getElementById('said'), here = document.getElementById('here'), dates = document.getElementById('dates');
  var howDates = dates.textContent, number = null, place = null;

  function all(selector) { return Array.from(document.querySelectorAll(selector)); }

  function say(text) { said.textContent = text; here.textContent = text; }

  function look(bounds) { drawn.look(bounds, { padding: [14, 14], animate: !still.matches, duration: 0.6 }); }

  var edges = {};  // Russia reaches beyond the frame: its outline is drawn apart, without the frame's edge
  Object.keys(data.places).forEach(function (name) {
    var lines = data.places[name].edge;
    if (lines) edges[name] = L.polyline(lines, { color: '#7b3294', weight: 6, opacity: 0.75, interactive: false });
  });

  // Lit places have a broad outline; those shown whole also a tint. What is not lit can still be chosen.
  function light(names, whole) {
    drawn.features.forEach(function (feature) {
      if (!data.places[feature.name]) return;
      var lit = names.indexOf(feature.name) >= 0, tint = lit && whole.indexOf(feature.name) >= 0;
      feature.layer.setStyle({ stroke: lit && !edges[feature.name], weight: 6, opacity: 0.75, dashArray: null, fillOpacity: tint ? 0.22 : 0 });
      feature.layer.getElement().classList.toggle('lit', lit);
      var edge = edges[feature.name], path = feature.layer.getElement();
      if (edge && !lit) edge.remove();
      if (edge && lit) path.parentNode.insertBefore(edge.addTo(map).getElement(), path.nextSibling);
    });
    all('.wider [data-place]').forEach(function (node) {
      node.classList.toggle('lit', names.indexOf(node.dataset.place) >= 0);
    });
  }

  function markPlace(name) {
    place = name;
    all('.para').forEach(function (section) {
      var named = name && data.places[name].paragraphs.indexOf(+section.id.slice(1)) >= 0, tag = section.querySelector('.tag');
      section.classList.toggle('named', !!named);
      tag.hidden = !named;
      tag.textContent = named ? 'names ' + name : '';
    });
    all('button.place').forEach(function (chip) { chip.setAttribute('aria-pressed', chip.dataset.place === name); });
  }

  function showParagraph() {
    var chosen = number === null ? null : data.paragraphs[number];
    all('.para').forEach(function (section) { section.classList.toggle('chosen', section.id === 'p' + number); });
    all('.pick').forEach(function (pick) { pick.setAttribute('aria-expanded', pick.dataset.number === number); });
    all('.at').forEach(function (mark) {
      mark.classList.toggle('lit', !!chosen && chosen.events.indexOf(mark.dataset.event) >= 0);
    });
    dates.textContent = chosen && chosen.dates || howDates;
    light(chosen ? chosen.places : [], chosen ? chosen.whole : []);
  }

  function choose(next) {
    number = next === number ? null : next;
    map.closePopup();
    markPlace(null);
    showParagraph();
    var chosen = data.paragraphs[number];
    look(chosen ? chosen.view : data.map.bounds);
    say(chosen ? chosen.said : 'No paragraph chosen. The map shows all of Georgia.');
  }

  function choosePlace(name, move) {
    var chosen = number === null ? null : data.paragraphs[number], item = data.places[name];
    markPlace(name);
    light((chosen ? chosen.places : []).concat(name), [name]);
    if (move && item.view) look(item.view);
    say(item.said);
  }

  function leavePlace() { markPlace(null); showParagraph(); say(number === null ? '' : data.paragraphs[number].said); }

  all('.pick').forEach(function (pick, i, picks) {
    pick.addEventListener('click', function () { choose(pick.dataset.number); });
    pick.addEventListener('keydown', function (event) {
      var to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: picks.length - 1 }[event.key];
      if (to === undefined || !picks[to]) return;
      event.preventDefault();
      picks[to].focus();
    });
  });

  // A click on the text chooses its paragraph, unless it is meant for a word or marks text to copy.
  all('.para').forEach(function (section) {
    section.addEventListener('click', function (event) {
      if (event.target.closest('button, a, summary, .beside, [popover]') || String(window.getSelection())) return;
      choose(section.id.slice(1));
    });
  });

  all('button.place').forEach(function (chip) {
    chip.addEventListener('click', function () {
      map.closePopup();
      if (chip.dataset.place === place) leavePlace(); else choosePlace(chip.dataset.place, true);
    });
  });

  drawn.features.forEach(function (feature) {
    if (data.places[feature.name]) feature.layer.on('popupopen', function () { feature.layer.closeTooltip(); choosePlace(feature.name, false); });
  });

  // A meaning opens next to its word, inside the window.
  function besideWord(box, word) {
    var at = word.getBoundingClientRect(), wide = document.documentElement.clientWidth, high = window.innerHeight;
    var low = at.bottom + 6 + box.offsetHeight > high;
    box.style.left = Math.max(8, Math.min(at.left, wide - box.offsetWidth - 8)) + 'px';
    box.style.top = Math.max(8, low ? at.top - 6 - box.offsetHeight : at.bottom + 6) + 'px';
  }
  all('.term').forEach(function (word) {
    var box = document.getElementById(word.getAttribute('popovertarget'));
    word.addEventListener('click', function () {
      window.requestAnimationFrame(function () { if (box.matches(':popover-open')) besideWord(box, word); });
    });
  });

  // On paper: the text, then all of Georgia, then what stands beside the paragraphs with every version open.
  var closed = [], view = null, kept = null, appendix = document.querySelector('.appendix');
  window.addEventListener('beforeprint', function () {
    view = map.getBounds();
    document.documentElement.classList.add('paper');
    closed = all('details:not([open])');
    closed.forEach(function (node) { node.open = true; });
    all('.beside').forEach(function (block) { appendix.appendChild(block); });
    map.closePopup();
    map.eachLayer(function (layer) { if (layer.closeTooltip) layer.closeTooltip(); });
    kept = number; number = null;
    showParagraph();
    map.invalidateSize({ animate: false, pan: false });
    drawn.look(data.map.bounds, { animate: false });
  });
  window.addEventListener('afterprint', function () {
    document.documentElement.classList.remove('paper');
    closed.forEach(function (node) { node.open = false; });
    all('.beside').forEach(function (block) { document.getElementById('p' + block.id.slice(7)).appendChild(block); });
    number = kept;
    showParagraph();
    map.invalidateSize({ animate: false, pan: false });
    if (view) drawn.look(view, { animate: false });
  });

  light([], []);
  window.readerMap = map;
})();
