/* Draws one map of the kit on a Leaflet map: hatched regions, named features, labels that do not collide,
   keyboard use. `spec` is made by webscene.py. No network, no globals but `atlas` and the stand-in for $. */
(function () {
  'use strict';
  // folium's pop-ups call $('<div>..')[0]; this stands in for the 87 kB of jQuery.
  window.$ = window.$ || function (x) {
    if (typeof x === 'function' || x === document) {
      var ready = function (f) { document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', f) : f(); };
      return x === document ? { ready: ready } : ready(x);
    }
    if (/^\s*</.test(x)) { var t = document.createElement('template'); t.innerHTML = x.trim(); return [t.content.firstElementChild]; }
    return Array.from(document.querySelectorAll(x));
  };
  window.$.extend = function () { return Object.assign.apply(null, arguments); };
  window.jQuery = window.jQuery || window.$;

  // Who asks for less motion gets maps that jump: Leaflet glides and fades unless it is told not to.
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
    var glide = L.Map.prototype.panBy;
    L.Map.include({ panBy: function (by, options) { return glide.call(this, by, L.extend({}, options, { animate: false })); } });
  }

  function make(tag, text, className) {
    var node = document.createElement(tag);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  // Names in several languages, each marked with its own, so that a screen reader reads it with the right voice.
  function tongues(names, languages) {
    var cell = make('dd');
    names.split(' · ').forEach(function (name, number) {
      var part = make('span', name);
      part.lang = languages[number];
      if (number) cell.append(' · ');
      cell.appendChild(part);
    });
    return cell;
  }

  function popup(feature) {
    var box = make('div'), list = make('dl');
    box.appendChild(make('strong', feature.name));
    (feature.facts || []).forEach(function (fact) {
      list.appendChild(make('dt', fact[0]));
      list.appendChild(fact[2] ? tongues(fact[1], fact[2]) : make('dd', fact[1]));
    });
    if (list.children.length) box.appendChild(list);
    return box;
  }

  var SHAPES = {
    circle: '<circle cx="12" cy="12" r="R"/>', square: '<path d="M5.5 5.5h13v13h-13z"/>',
    box: '<path d="M7 7h10v10H7z"/>', triangle: '<path d="M12 4l8 14H4z"/>', down: '<path d="M12 19L5 7h14z"/>',
    diamond: '<path d="M12 3.5l8 8.5-8 8.5-8-8.5z"/>', pentagon: '<path d="M12 4l8 6-3 9H7l-3-9z"/>'
  };

  function icon(mark) {
    var shape = SHAPES[mark.shape].replace('R', mark.small ? 4.5 : 6.5);
    var ring = mark.ring ? '<circle cx="12" cy="12" r="11" fill="#fff" stroke="#1a1a1a" stroke-width="1.4"/>' : '';
    var dot = mark.dot ? '<circle cx="12" cy="' + (mark.shape === 'triangle' ? 13.5 : 12) + '" r="2.4" fill="#fff"/>' : '';
    var look = '<g fill="' + mark.fill + '" stroke="' + mark.stroke + '" stroke-width="2"' +
      (mark.hollow ? ' stroke-dasharray="3.5 2"' : '') + '>' + shape + '</g>';
    return L.divIcon({ className: 'mark' + (mark.hollow ? ' hollow' : '') + (mark.ring ? ' ring' : '') + (mark.dot ? ' dot' : ''), iconSize: [24, 24],
      html: '<svg width="24" height="24" aria-hidden="true">' + ring + look + dot + '</svg>' });
  }

  function reachable(node, feature, layer) {
    node.setAttribute('tabindex', '0');
    node.setAttribute('role', 'button');
    node.setAttribute('aria-label', feature.says || feature.name);
    node.addEventListener('keydown', function (event) {
      if (event.key === ' ') { event.preventDefault(); layer.openPopup(); }
    });
  }

  function pathStyle(map, style) {
    if (!style.hatch) return style;
    var pattern = new L.StripePattern({ weight: 1.4, spaceWeight: 6.6, height: 8, angle: style.hatch,
      color: style.hatchColor, spaceColor: style.fillColor, spaceOpacity: style.hatchSpace || 1 });
    pattern.addTo(map);
    return L.extend({}, style, { fillPattern: pattern, fillOpacity: 1 });
  }

  // Coordinates come as whole steps of 1/unit degree: [lat, lon, then how far on, ...].
  function points(steps) {
    var lat = 0, lon = 0, out = [], n = points.unit;
    for (var i = 0; i < steps.length; i += 2) out.push([(lat += steps[i]) / n, (lon += steps[i + 1]) / n]);
    return out;
  }

  function addShape(map, item) {
    var style = pathStyle(map, item.style);
    style.interactive = !!item.feature;
    var layer = (item.area ? L.polygon(item.area.map(function (rings) { return rings.map(points); }), style)
      : L.polyline(item.line.map(points), style)).addTo(map), node = layer.getElement();
    if (!item.feature) { node.setAttribute('aria-hidden', 'true'); return null; }
    layer.bindPopup(popup(item.feature)).bindTooltip(make('span', item.feature.name), { sticky: true });
    reachable(node, item.feature, layer);
    return layer;
  }

  function pointLayer(item) {
    var marker = L.marker(item.at, { icon: icon(item.mark), zIndexOffset: 500 * item.mark.level });
    marker.bindPopup(popup(item.feature), { offset: [0, -4] });
    marker.bindTooltip(make('span', item.feature.name), { direction: 'top', offset: [0, -8] });
    return marker.on('add', function () { reachable(marker.getElement(), item.feature, marker); });
  }

  function addPoint(map, item) { return pointLayer(item).addTo(map); }

  function addLabel(map, item) {
    var box = make('span');
    item.lines.forEach(function (line) { box.appendChild(make('span', line)); });
    var marker = L.marker(item.at, { interactive: false, keyboard: false, zIndexOffset: -500,
      icon: L.divIcon({ className: 'label ' + item.kind, iconSize: [0, 0], html: box }) }).addTo(map);
    marker.getElement().setAttribute('aria-hidden', 'true');
    if (item.colour) box.style.color = item.colour;
    var line = make('i');
    marker.getElement().appendChild(line);
    if (item.colour) line.style.borderColor = item.colour;
    return { item: item, at: L.latLng(item.at), box: box, line: line };
  }

  var SIDES = { E: [1, 0], W: [-1, 0], NE: [1, -1], SE: [1, 1], NW: [-1, -1], SW: [-1, 1], N: [0, -1], S: [0, 1], C: null };
  var AROUND = Object.keys(SIDES).slice(0, 8);

  function spot(label, side, at, far) {
    var w = label.box.offsetWidth, h = label.box.offsetHeight, d = SIDES[side];
    if (!d) return [at.x - w / 2, at.y - h / 2, at.x + w / 2, at.y + h / 2];
    var gap = (d[0] && d[1] ? 7 : 10) + far;
    var x = at.x + d[0] * gap - (d[0] < 0 ? w : d[0] ? 0 : w / 2), y = at.y + d[1] * gap - (d[1] < 0 ? h : d[1] ? 0 : h / 2);
    return [x, y, x + w, y + h];
  }

  function moved(label, side, at, far) {
    var d = SIDES[side], r = spot(label, 'C', at, 0), x = d[0] * far, y = d[1] * far;
    return [r[0] + x, r[1] + y, r[2] + x, r[3] + y];
  }

  var REACH = { state: [14, 28, 42], country: [14, 28, 42], added: [0, 10, 20, 32, 46], capital: [0, 10, 20, 32, 46], town: [0, 10] };

  // All places for a label, the best first. Far ones have a line to the point they name.
  function places(label, at) {
    var kind = label.item.kind, centred = label.item.side === 'C', out = centred ? [spot(label, 'C', at, 0)] : [];
    if (kind === 'region') return near(label, at);
    (REACH[kind] || []).forEach(function (far) {
      (label.item.moves || (centred ? AROUND : [label.item.side].concat(AROUND))).forEach(function (side) { out.push((centred ? moved : spot)(label, side, at, far)); });
    });
    return out;
  }

  // A region's name stands on its middle or close by, with a line to it if need be; rather to the south than to the
  // north, beyond the mountains, where another state begins.
  var CLOSE = 30, STEP = 6, NORTH = 8;
  function near(label, at) {
    var r = spot(label, 'C', at, 0), wide = Math.floor(((r[2] - r[0]) / 2 + CLOSE) / STEP), high = Math.floor(((r[3] - r[1]) / 2 + CLOSE) / STEP), out = [];
    for (var x = -wide; x <= wide; x += 1) {
      for (var y = -high; y <= high; y += 1) {
        var rect = [r[0] + x * STEP, r[1] + y * STEP, r[2] + x * STEP, r[3] + y * STEP], gap = Math.hypot.apply(null, toward(rect, at));
        if (gap <= CLOSE) out.push({ rect: rect, cost: 3 * gap + STEP * Math.hypot(x, y) + (y < 0 ? NORTH : 0) });
      }
    }
    return out.sort(function (one, other) { return one.cost - other.cost; }).map(function (place) { return place.rect; });
  }

  function meets(a, b) { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]; }

  // From a point to the nearest of a label.
  function toward(rect, at) {
    return [Math.min(Math.max(at.x, rect[0]), rect[2]) - at.x, Math.min(Math.max(at.y, rect[1]), rect[3]) - at.y];
  }

  var LEAST = 14;  // pixels; a shorter line says nothing

  function leader(label, rect, at) {
    var to = toward(rect, at), long = Math.hypot(to[0], to[1]), shown = long > LEAST && label.item.kind !== 'state' && label.item.kind !== 'country';
    label.line.style.display = shown ? 'block' : 'none';
    label.line.style.width = Math.round(long) + 'px';
    label.line.style.transform = 'rotate(' + Math.atan2(to[1], to[0]).toFixed(3) + 'rad)';
  }

  // Small boxes along the line of a label, so that no word is written across it.
  function along(rect, at) {
    var to = toward(rect, at), long = Math.hypot(to[0], to[1]), out = [];
    for (var far = 0; long > LEAST && far < long; far += 4) {
      var x = at.x + to[0] * far / long, y = at.y + to[1] * far / long;
      out.push([x - 2, y - 2, x + 2, y + 2]);
    }
    return out;
  }

  function put(label, rect, at) {
    label.box.style.visibility = rect ? 'visible' : 'hidden';
    if (!rect) { label.line.style.display = 'none'; return; }
    label.box.style.transform = 'translate(' + Math.round(rect[0] - at.x) + 'px,' + Math.round(rect[1] - at.y) + 'px)';
    leader(label, rect, at);
  }

  function obstacles(map, points, seen, zoom) {
    var taken = points.map(function (p) {
      var at = map.project(p.at || p, zoom), wide = 6 + (p.wide || 0), high = 6 + (p.high || 0);
      return [at.x - wide, at.y - high, at.x + wide, at.y + high];
    });
    var box = map.getContainer(), edge = box.getBoundingClientRect();
    box.querySelectorAll('.leaflet-control').forEach(function (control) {
      var r = control.getBoundingClientRect(), x = seen.min.x - edge.left, y = seen.min.y - edge.top;
      taken.push([r.left + x, r.top + y, r.right + x, r.bottom + y]);
    });
    return taken;
  }

  function layout(map, all, points, now) {
    var zoom = map.getZoom(), seen = map.getPixelBounds(), taken = obstacles(map, points, seen, zoom);
    var labels = all.filter(function (label) {
      var shown = !label.item.when || label.item.when.some(function (span) { return span[0] <= now && now <= span[1]; });
      if (!shown) put(label, null);
      return shown;
    });
    function spotOf(label) { return map.project(label.at, zoom); }
    function inside(r) { return r[0] > seen.min.x && r[2] < seen.max.x && r[1] > seen.min.y && r[3] < seen.max.y; }
    function find(label, taken) {
      var at = spotOf(label), free = places(label, at).filter(function (rect) {
        return !taken.some(function (other) { return meets(rect, other); });
      });
      return seen.contains(at) ? free.find(inside) : free[0];
    }
    function draw(label, rect) {
      put(label, rect, spotOf(label));
      if (rect) taken.push(rect);
    }
    function isRegion(label) { return label.item.kind === 'region'; }
    regions(labels.filter(isRegion), taken, find, function (label) { return seen.contains(spotOf(label)); }).forEach(function (pair) {
      draw(pair[0], pair[1]);
      if (pair[1]) taken.push.apply(taken, along(pair[1], spotOf(pair[0])));
    });
    labels.forEach(function (label) { if (!isRegion(label)) draw(label, find(label, taken)); });
  }

  // The names of both regions with their places, in smaller letters if there is no room otherwise, or neither.
  function regions(labels, taken, find, isSeen) {
    var pairs = [], fit = [false, true].some(function (small) {
      var room = taken.slice();
      pairs = labels.map(function (label) {
        label.box.parentNode.classList.toggle('small', small);
        var rect = find(label, room);
        if (rect) room.push(rect);
        return [label, rect];
      });
      return pairs.every(function (pair) { return pair[1] || !isSeen(pair[0]); });
    });
    return fit ? pairs : labels.map(function (label) { return [label, null]; });
  }

  var HOME = 'M4 13L13 5l9 8M7 11v9h12v-9', FULL = 'M5 10V5h5M16 5h5v5M21 16v5h-5M10 21H5v-5';

  function button(drawing, title, action) {
    var node = make('button');
    node.innerHTML = '<svg width="26" height="26" fill="none" stroke="#111" stroke-width="2" aria-hidden="true"><path d="' + drawing + '"/></svg>';
    node.type = 'button'; node.title = title; node.setAttribute('aria-label', title);
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.on(node, 'click', action);
    return node;
  }

  function buttons(map, home) {
    var control = L.control({ position: 'topleft' });
    control.onAdd = function () {
      var bar = make('div', '', 'leaflet-bar tools');
      bar.appendChild(button(HOME, 'Back to the whole map', home));
      if (document.fullscreenEnabled) bar.appendChild(button(FULL, 'Full screen', function () {
        document.fullscreenElement ? document.exitFullscreen() : document.querySelector('main').requestFullscreen();
      }));
      return bar;
    };
    control.addTo(map);
  }

  // A pop-up no larger than the map; what is longer can be scrolled, also by keyboard.
  function fitted(popup, size) {
    L.extend(popup.options, { maxHeight: size.y - 60, maxWidth: Math.min(320, size.x - 60) });
    popup.update();
    var content = popup.getElement().querySelector('.leaflet-popup-content');
    if (!content.classList.contains('leaflet-popup-scrolled')) return;
    content.tabIndex = 0;
    content.setAttribute('role', 'group');
    content.setAttribute('aria-label', content.querySelector('strong').textContent);
  }

  function keyboard(map) {
    var box = map.getContainer(), last = null, status = make('p', '', 'unseen');
    status.setAttribute('role', 'status');
    box.parentNode.appendChild(status);
    map.on('popupopen', function (event) {
      if (event.popup._source) event.popup._source.closeTooltip();
      fitted(event.popup, map.getSize());
      status.textContent = event.popup.getElement().querySelector('.leaflet-popup-content').innerText;
    });
    box.addEventListener('focusin', function (event) { if (event.target.getAttribute('role') === 'button') last = event.target; });
    box.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return;
      var open = box.querySelector('.leaflet-popup');
      map.closePopup(); status.textContent = '';
      map.eachLayer(function (layer) { if (layer.getTooltip && layer.getTooltip()) layer.closeTooltip(); });
      if (open && last && !last.closest('.leaflet-popup')) last.focus();
    });
  }

  // A map that is a page of its own is printed as wide as a sheet of paper; the reader has its own way.
  function paper(map) {
    if (!map.getContainer().closest('main > .frame')) return;
    ['beforeprint', 'afterprint'].forEach(function (name) {
      window.addEventListener(name, function () {
        document.documentElement.classList.toggle('paper', name === 'beforeprint');
        map.invalidateSize({ animate: false, pan: false });
      });
    });
  }

  // On a narrow map the buttons stand in a row, and the view begins below it: how high the row is.
  function controls(box) {
    var narrow = box.clientWidth <= 480;
    box.classList.toggle('narrow', narrow);
    return narrow ? box.querySelector('.leaflet-top.leaflet-left').offsetHeight : 0;
  }

  // Returns the map, its named features ([{ name, layer }]), look(bounds), which stays the view when the box is resized,
  // and at(day, spots): the day whose labels are shown, and where marks stand that come and go ([{ at, wide, high }]).
  window.atlas = function (map, spec) {
    var box = map.getContainer(), touched = false, view = spec.bounds, features = [], now = null, passing = [];
    function keep(item, layer) { if (layer) features.push({ name: item.feature.name, layer: layer }); }
    function look(bounds, options) {
      view = bounds; touched = false;
      var padding = options && options.padding || [2, 2], top = [padding[0], padding[1] + controls(box)];
      map.fitBounds(view, L.extend({ animate: false }, options, { padding: padding, paddingTopLeft: top }));
    }
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', spec.title);
    box.setAttribute('aria-describedby', 'words');
    if (map.attributionControl) map.attributionControl.setPrefix('Leaflet');
    L.control.scale({ imperial: false }).addTo(map);
    var home = function () { look(spec.bounds); };
    buttons(map, home);
    home();
    points.unit = spec.unit;
    map.setMaxBounds(L.latLngBounds(spec.bounds).pad(2));
    spec.shapes.forEach(function (item) { keep(item, addShape(map, item)); });
    var spots = spec.points.map(function (item) { keep(item, addPoint(map, item)); return L.latLng(item.at); });
    var labels = spec.labels.map(function (item) { return addLabel(map, item); });
    var arrange = function () { layout(map, labels, spots.concat(passing), now); };
    function at(day, marks) { now = day; passing = marks; arrange(); }
    keyboard(map);
    paper(map);
    map.on('zoomend moveend', arrange);
    map.on('dragstart keydown', function () { touched = true; });
    map.on('resize', function () { if (!touched) look(view); arrange(); });
    if (window.ResizeObserver) new ResizeObserver(function () { map.invalidateSize({ pan: false }); }).observe(box);
    if (document.fonts && document.fonts.ready) document.fonts.ready.then(arrange);
    arrange();
    return { map: map, features: features, look: look, at: at };
  };
  Object.assign(window.atlas, { make: make, popup: popup, reachable: reachable, pathStyle: pathStyle, points: points,
    pointLayer: pointLayer });  // for time.js
})();
