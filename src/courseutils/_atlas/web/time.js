/* A map in time: leaflet.timeline layers, and a control for the day that a keyboard and a screen reader can use.
   `spec` is made by webtime.py; days are counts from the year 1, as Python counts them. No network, no global but atlasTime. */
(function () {
  'use strict';
  var MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
    'November', 'December'], MOST = 6, STEP = 24, ACROSS = 4;

  function inWords(day, unit) {
    var date = new Date((day - 719163) * 864e5), year = date.getUTCFullYear(), month = MONTHS[date.getUTCMonth()] + ' ' + year;
    return unit === 'year' ? String(year) : unit === 'month' ? month : date.getUTCDate() + ' ' + month;
  }

  function turned(pair) { return [pair[1], pair[0]]; }

  function geometry(item) {
    function lines(all) { return all.map(function (steps) { return atlas.points(steps).map(turned); }); }
    if (item.at) return { type: 'Point', coordinates: turned(item.at) };
    return item.area ? { type: 'MultiPolygon', coordinates: item.area.map(lines) }
      : { type: 'MultiLineString', coordinates: lines(item.line) };
  }

  function shaped(map, item, layer) {
    layer.bindPopup(atlas.popup(item.feature)).bindTooltip(atlas.make('span', item.feature.name), { sticky: true });
    layer.on('add', function () {
      item.drawn = item.drawn || atlas.pathStyle(map, item.style);  // stripes are made once
      layer.setStyle(item.drawn);
      atlas.reachable(layer.getElement(), item.feature, layer);
    });
  }

  // One layer of the map in time as a Leaflet.timeline layer.
  function timeline(map, spec) {
    atlas.points.unit = spec.unit;
    var features = spec.features.map(function (item) {
      return { type: 'Feature', geometry: geometry(item), properties: { start: item.start, end: item.end, item: item } };
    });
    var layer = L.timeline({ type: 'FeatureCollection', features: features }, {
      getInterval: function (feature) { return { start: feature.properties.start, end: feature.properties.end }; },
      pointToLayer: function (feature) { return atlas.pointLayer(feature.properties.item); },
      onEachFeature: function (feature, one) { if (!feature.properties.item.at) shaped(map, feature.properties.item, one); }
    });
    layer.called = spec.name;
    layer.items = spec.features;
    return layer.addTo(map);
  }

  // The features that are drawn now, and those that are due on a day, both in the order of the data.
  function shown(layer) {
    var drawn = new Set(layer.getLayers().map(function (one) { return one.feature.properties.item; }));
    return layer.items.filter(function (item) { return drawn.has(item); });
  }

  // "Tskhinvali (3), Gori and 2 more"
  function names(items) {
    var counts = new Map();
    items.forEach(function (item) { counts.set(item.feature.name, (counts.get(item.feature.name) || 0) + 1); });
    var all = Array.from(counts, function (pair) { return pair[0] + (pair[1] > 1 ? ' (' + pair[1] + ')' : ''); });
    return all.length > MOST ? all.slice(0, 3).join(', ') + ' and ' + (all.length - 3) + ' more' : all.join(', ');
  }

  function due(day) {
    return function (layer) { return layer.items.filter(function (item) { return item.start <= day && day <= item.end; }); };
  }

  // What a day shows; `pick` gives the features of a layer.
  function said(layers, pick) {
    var count = layers.reduce(function (sum, layer) { return sum + pick(layer).length; }, 0);
    var parts = layers.filter(function (layer) { return pick(layer).length; }).map(function (layer) {
      return layer.called + ' (' + pick(layer).length + '): ' + names(pick(layer)) + '.';
    });
    return [count ? count + ' shown.' : 'Nothing shown.'].concat(parts).join(' ');
  }

  // Marks of several features at one spot stand side by side.
  function spread(layers) {
    var spots = new Map();
    layers.forEach(function (layer) {
      layer.getLayers().forEach(function (one) {
        if (!one.getLatLng) return;
        var key = one.getLatLng().toString();
        spots.set(key, (spots.get(key) || []).concat(one));
      });
    });
    return Array.from(spots.values(), function (marks) {
      marks.forEach(function (mark, number) {
        var row = Math.floor(number / ACROSS), rows = Math.ceil(marks.length / ACROSS);
        var wide = Math.min(ACROSS, marks.length - row * ACROSS), style = mark.getElement().style;
        style.marginLeft = (number % ACROSS - (wide - 1) / 2) * STEP - 12 + 'px';
        style.marginTop = (row - (rows - 1) / 2) * STEP - 12 + 'px';
      });
      var ring = marks.some(function (mark) { return mark.feature.properties.item.mark.ring; }) ? 6 : 0;
      return { at: marks[0].getLatLng(), wide: (Math.min(ACROSS, marks.length) - 1) * STEP / 2 + ring,
        high: (Math.ceil(marks.length / ACROSS) - 1) * STEP / 2 + ring };
    });
  }

  function key(name, drawing, action) {
    var node = atlas.make('button');
    node.type = 'button';
    node.title = name;
    node.setAttribute('aria-label', name);
    node.innerHTML = '<svg width="18" height="18" fill="currentColor" aria-hidden="true"><path d="' + drawing + '"/></svg>';
    node.addEventListener('click', action);
    return node;
  }

  var BACK = 'M3 3h2v12H3zM15 3v12L6 9z', ON = 'M13 3h2v12h-2zM3 3l9 6-9 6z', PLAY = 'M4 2l11 7-11 7z', PAUSE = 'M4 3h4v12H4zM10 3h4v12h-4z';

  // A line for each day on which something changes, under the slider whose thumb is 16 px wide.
  function ticks(spec) {
    var last = spec.places.length - 1 || 1;
    var lines = spec.stops.map(function (day) {
      var share = spec.places.indexOf(day) / last;
      return '<line x1="' + (100 * share).toFixed(2) + '%" x2="' + (100 * share).toFixed(2) + '%" y1="0" y2="8"/>';
    });
    var box = atlas.make('div');
    box.style.padding = '0 8px';
    box.innerHTML = '<svg class="ticks" overflow="visible" stroke="currentColor" aria-hidden="true">' + lines.join('') + '</svg>';
    return box;
  }

  function build(parts) {
    var bar = atlas.make('div', '', 'time'), keys = atlas.make('div', '', 'keys'), rail = atlas.make('div', '', 'rail');
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', 'Day shown on the map');
    keys.append(parts.back, parts.play, parts.on);
    rail.append(parts.label, parts.input, parts.ticks);
    bar.append(keys, parts.output, rail, parts.status);
    return bar;
  }

  function slider(spec) {
    var input = atlas.make('input');
    Object.assign(input, { type: 'range', id: 'day', min: 0, max: spec.places.length - 1, step: 1 });
    input.value = Math.max(0, spec.places.indexOf(spec.stops[0]));
    return input;
  }

  function labelled(output) {
    var label = atlas.make('label', 'Date', 'unseen');
    label.htmlFor = 'day';
    output.htmlFor = 'day';
    output.setAttribute('aria-live', 'off');  // the slider and the status line say it
    return label;
  }

  function control(drawn, layers, spec) {
    var timer = null, output = atlas.make('output'), input = slider(spec), status = atlas.make('p');
    status.setAttribute('role', 'status');
    function day() { return spec.places[+input.value]; }
    function next(way) {
      var rest = spec.stops.filter(function (stop) { return way > 0 ? stop > day() : stop < day(); });
      return way > 0 ? rest[0] : rest[rest.length - 1];
    }
    var parts = { output: output, label: labelled(output), input: input, ticks: ticks(spec), status: status,
      back: key('Previous event', BACK, function () { pause(); step(-1); }),
      on: key('Next event', ON, function () { pause(); step(1); }),
      play: key('Play', PLAY, function () { timer ? pause() : play(); }) };
    function written(day) { return spec.said[day] || inWords(day, spec.unit); }
    function show() {
      layers.forEach(function (layer) { layer.setTime(day()); });
      var text = written(day());
      output.value = text;
      input.setAttribute('aria-valuetext', text);
      status.textContent = text + ': ' + said(layers, shown);
      parts.back.setAttribute('aria-disabled', String(next(-1) === undefined));
      parts.on.setAttribute('aria-disabled', String(next(1) === undefined));
      drawn.at(day(), spread(layers));
    }
    function step(way) {
      var stop = next(way);
      if (stop === undefined) return false;
      input.value = spec.places.indexOf(stop);
      show();
      return true;
    }
    function face(name, drawing) {
      parts.play.title = name;
      parts.play.setAttribute('aria-label', name);
      parts.play.querySelector('path').setAttribute('d', drawing);
    }
    function pause() { clearInterval(timer); timer = null; face('Play', PLAY); }
    function play() {
      if (next(1) === undefined) { input.value = 0; show(); }  // from the beginning
      face('Pause', PAUSE);
      timer = setInterval(function () { if (!step(1)) pause(); }, 2000);
    }
    input.addEventListener('input', function () { pause(); show(); });
    var calm = window.matchMedia('(prefers-reduced-motion: reduce)');
    function still() { if (calm.matches) pause(); parts.play.hidden = calm.matches; }  // the step buttons do the same by hand
    calm.addEventListener('change', still);
    still();
    var frame = drawn.map.getContainer().closest('.frame') || drawn.map.getContainer();
    frame.parentNode.insertBefore(build(parts), frame);
    // Room for the longest status of all, so that the map stands still while the days change.
    function reserve() {
      var probe = atlas.make('p'), tallest = 0;
      Object.assign(probe.style, { visibility: 'hidden', position: 'absolute', width: Math.floor(status.getBoundingClientRect().width) + 'px' });
      probe.setAttribute('aria-hidden', 'true');
      status.parentNode.appendChild(probe);
      spec.stops.forEach(function (day) {
        probe.textContent = written(day) + ': ' + said(layers, due(day));
        tallest = Math.max(tallest, probe.offsetHeight);
      });
      probe.remove();
      status.style.minHeight = tallest + 'px';
    }
    window.addEventListener('resize', reserve);
    show();
    reserve();
  }

  window.atlasTime = { timeline: timeline, control: control };
})();
