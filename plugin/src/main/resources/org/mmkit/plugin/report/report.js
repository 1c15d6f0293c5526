'use strict';
(function () {
  document.documentElement.classList.add('js');
  var $ = function (s, in_) { return (in_ || document).querySelector(s); };
  var $$ = function (s, in_) { return Array.prototype.slice.call((in_ || document).querySelectorAll(s)); };
  function make(tag, props, children) {
    var e = document.createElement(tag);
    Object.keys(props || {}).forEach(function (k) {
      if (k in e) { e[k] = props[k]; } else { e.setAttribute(k, props[k]); }
    });
    (children || []).forEach(function (c) { e.append(c); });
    return e;
  }
  var data = JSON.parse($('#data').textContent);
  var cards = $$('article.cause');

  // Filter and search.
  var search = $('#search'), found = $('#found');
  var texts = cards.map(function (c) { return c.textContent.toLowerCase(); });
  function filter() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean), n = 0;
    cards.forEach(function (card, i) {
      var shows = words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      card.hidden = !shows;
      n += shows ? 1 : 0;
    });
    found.textContent = words.length ? n + ' of ' + cards.length + ' causes' : '';
  }
  if (search) { search.addEventListener('input', filter); }

  // Copy buttons.
  $$('.again').forEach(function (p) {
    var button = make('button', {type: 'button', className: 'copy'}, ['Copy']);
    button.addEventListener('click', function () {
      var text = $('code', p).textContent, done = function () { button.textContent = 'Copied'; };
      if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, function () { pick(p); }); } else { pick(p); }
    });
    p.append(button);
  });
  function pick(p) {
    var range = document.createRange();
    range.selectNodeContents($('code', p));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  // The stepper.
  var groups = [['lock', 'Locks'], ['waits', 'Waits'], ['vma', 'Mappings'], ['table', 'Page tables'],
    ['pte', 'Entries'], ['tlb', 'TLBs'], ['count', 'Counters']];
  function meaning(word) {
    var w = word;
    while (w) {
      if (data.glossary[w]) { return data.glossary[w]; }
      w = w.indexOf(' ') < 0 ? '' : w.slice(0, w.lastIndexOf(' '));
    }
    return '';
  }
  function stateAt(run, at) {
    var state = {};
    for (var i = 0; i <= at; i++) {
      var changes = run.steps[i].x;
      Object.keys(changes).forEach(function (k) {
        if (changes[k] === '') { delete state[k]; } else { state[k] = changes[k]; }
      });
    }
    return state;
  }
  function order(a, b) {
    return a.localeCompare(b, 'en', {numeric: true});
  }
  function stepper(host) {
    var run = data.runs[host.dataset.run];
    if (!run) { return; }
    var last = run.steps.length - 1, at = 0;
    function mark(i) {
      var m = [];
      if (run.conflict.indexOf(i) >= 0) { m.push(['*', 'one of the two steps that conflict']); }
      if (run.noReturn === i && i) { m.push(['#', 'point of no return']); }
      if (run.found === i && i) { m.push(['!', 'it shows']); }
      return m;
    }
    var label = make('p', {className: 'now', 'aria-live': 'polite'});
    var slider = make('input', {type: 'range', min: 0, max: last, value: 0, 'aria-label': 'Step'});
    function button(text, name, to) {
      var b = make('button', {type: 'button', title: name, 'aria-label': name}, [text]);
      b.addEventListener('click', function () { show(to()); });
      return b;
    }
    function jump(dir) {
      for (var i = at + dir; i > 0 && i < last; i += dir) { if (mark(i).length) { return i; } }
      return dir < 0 ? 0 : last;
    }
    var bar = make('div', {className: 'bar'}, [
      button('⇤', 'Mark before', function () { return jump(-1); }),
      button('◀', 'Step back (p)', function () { return at - 1; }),
      slider,
      button('▶', 'Step forward (n)', function () { return at + 1; }),
      button('⇥', 'Mark behind', function () { return jump(1); })]);
    var head = make('tr', {}, [make('th', {scope: 'col'}, ['step'])]);
    run.tasks.forEach(function (t) { head.append(make('th', {scope: 'col'}, [t])); });
    var body = make('tbody');
    var rows = run.steps.map(function (s, i) {
      var marks = mark(i);
      var row = make('tr', {}, [make('td', {className: 'n'}, [i ? String(i) : '', marks.map(function (m) { return m[0]; }).join('')])]);
      run.tasks.forEach(function (t) {
        var cell = make('td');
        if (s.t === t) {
          cell.append(make('span', {className: 'did', title: meaning(s.d)}, [s.d]));
        }
        row.append(cell);
      });
      if (i && i < last && run.steps[i + 1].t !== s.t) { row.className = 'ends'; }
      row.addEventListener('click', function () { show(i); });
      if (marks.length) { row.title = marks.map(function (m) { return m[1]; }).join(', '); }
      body.append(row);
      return row;
    });
    var lanes = make('div', {className: 'lanes', tabIndex: 0, role: 'group', 'aria-label': 'Steps of the tasks'},
      [make('table', {}, [make('thead', {}, [head]), body])]);
    var panels = make('div', {className: 'panels'});
    function show(to) {
      at = Math.max(0, Math.min(last, to));
      var s = run.steps[at], state = stateAt(run, at), before = at ? stateAt(run, at - 1) : state;
      rows.forEach(function (r, i) { r.classList.toggle('here', i === at); r.classList.toggle('past', i > at); });
      slider.value = at;
      slider.setAttribute('aria-valuetext', 'step ' + at + ' of ' + last);
      label.textContent = '';
      label.append(make('strong', {}, [at ? at + ' of ' + last + '  ' + s.t + ': ' + s.d : 'Before the first step']));
      if (s.c) { label.append(' in ' + s.c); }
      mark(at).forEach(function (m) { label.append(' ', make('em', {}, [m[0] + ' ' + m[1]])); });
      if (s.s) {
        label.append(make('br'), make('code', {}, [s.s + (data.lines[s.s] ? '  ' + data.lines[s.s].trim() : '')]));
      }
      var explains = meaning(s.d);
      label.append(make('br'), make('small', {}, [explains || ' ']));
      panels.textContent = '';
      groups.forEach(function (g) {
        var keys = Object.keys(state).concat(Object.keys(before)).filter(function (k, i, all) {
          return k.indexOf(g[0] + ' ') === 0 && all.indexOf(k) === i;
        }).sort(order);
        if (!keys.length) { return; }
        var list = make('dl');
        keys.forEach(function (k) {
          var now = state[k], was = before[k], changed = now !== was;
          list.append(make('dt', {}, [k.slice(g[0].length + 1)]));
          var dd = make('dd', {className: changed ? 'changed' : ''});
          if (changed) { dd.append(now === undefined ? '− ' : was === undefined ? '+ ' : '± '); }
          if (now === undefined) { dd.append(make('del', {}, [was])); } else { dd.append(now); }
          if (changed && now !== undefined && was !== undefined) { dd.append(make('small', {}, [' was ' + was])); }
          list.append(dd);
        });
        panels.append(make('section', {}, [make('h4', {}, [g[1]]), list]));
      });
      var row = rows[at], top = row.offsetTop, box = lanes;
      if (top < box.scrollTop + 40 || top > box.scrollTop + box.clientHeight - 60) { box.scrollTop = top - box.clientHeight / 2; }
    }
    slider.addEventListener('input', function () { show(Number(slider.value)); });
    host.addEventListener('keydown', function (e) {
      if (e.target === slider || e.ctrlKey || e.metaKey || e.altKey) { return; }
      if (e.key === 'ArrowRight' || e.key === 'ArrowDown') { show(at + 1); e.preventDefault(); }
      if (e.key === 'ArrowLeft' || e.key === 'ArrowUp') { show(at - 1); e.preventDefault(); }
    });
    host.step = function (by) { show(at + by); };
    var trace = make('button', {type: 'button', className: 'copy'}, ['Save as trace']);
    trace.title = 'A file for Perfetto or chrome://tracing';
    trace.addEventListener('click', function () { save(host.dataset.run, run); });
    host.append(bar, label, make('div', {className: 'side'}, [lanes, panels]), trace);
    show(run.conflict.length ? run.conflict[0] : run.found || 0);
  }
  function save(name, run) {
    var events = run.tasks.map(function (t, i) {
      return {ph: 'M', pid: 1, tid: i, name: 'thread_name', args: {name: t}};
    });
    run.steps.forEach(function (s, i) {
      if (i) { events.push({ph: 'X', pid: 1, tid: run.tasks.indexOf(s.t), ts: i, dur: 1, name: s.d, args: {call: s.c, line: s.s, changes: s.x}}); }
    });
    var link = make('a', {href: URL.createObjectURL(new Blob([JSON.stringify({traceEvents: events})], {type: 'application/json'})), download: name + '.trace.json'});
    link.click();
    URL.revokeObjectURL(link.href);
  }
  var hosts = $$('.stepper');
  hosts.forEach(stepper);
  $$('details.diagram').forEach(function (d) { if ($('.stepper', d.parentNode).childNodes.length) { d.open = false; } });

  // Zoom of the lock's time-line.
  function time(ns) {
    var units = [['s', 1e9], ['ms', 1e6], ['µs', 1e3]];
    for (var i = 0; i < units.length; i++) {
      if (ns >= units[i][1]) { return Number((ns / units[i][1]).toPrecision(6)) + ' ' + units[i][0]; }
    }
    return Math.round(ns) + ' ns';
  }
  $$('svg[data-end]').forEach(function (svg) {
    var end = Number(svg.dataset.end), from = 0, span = end, bars = $$('rect[data-f]', svg), ends = $$('.axis', svg);
    function draw() {
      span = Math.max(10, Math.min(end, span));
      from = Math.max(0, Math.min(end - span, from));
      bars.forEach(function (r) {
        var x0 = 250 + (r.dataset.f - from) / span * 690, x1 = 250 + (r.dataset.t - from) / span * 690;
        var shows = x1 >= 250 && x0 <= 940;
        r.style.display = shows ? '' : 'none';
        if (shows) {
          x0 = Math.max(250, x0);
          r.setAttribute('x', x0);
          r.setAttribute('width', Math.max(1.5, Math.min(940, x1) - x0));
        }
      });
      ends[0].textContent = time(from);
      ends[1].textContent = time(from + span);
      says.textContent = span < end ? time(from) + ' to ' + time(from + span) : 'all of it';
    }
    function button(text, act) {
      var b = make('button', {type: 'button'}, [text]);
      b.addEventListener('click', function () { act(); draw(); });
      return b;
    }
    var says = make('span', {className: 'soft', 'aria-live': 'polite'}, ['all of it']);
    svg.parentNode.before(make('p', {className: 'zoom'}, [
      button('Zoom in', function () { span /= 8; }), button('Zoom out', function () { span *= 8; }),
      button('Earlier', function () { from -= span / 2; }), button('Later', function () { from += span / 2; }), says]));
  });

  // Keys.
  document.addEventListener('keydown', function (e) {
    var tag = e.target.tagName;
    if (tag === 'INPUT' && e.target.type !== 'range' || e.ctrlKey || e.metaKey || e.altKey) { return; }
    var shown = cards.filter(function (c) { return !c.hidden; });
    var middle = innerHeight / 3;
    var current = shown.findIndex(function (c) { return c.getBoundingClientRect().bottom > middle; });
    if (e.key === '/' && search) { search.focus(); e.preventDefault(); }
    if (e.key === 'j' || e.key === 'k') {
      var next = shown[Math.max(0, Math.min(shown.length - 1, current + (e.key === 'j' ? 1 : -1)))];
      if (next) { next.scrollIntoView(); next.focus({preventScroll: true}); }
    }
    if ((e.key === 'n' || e.key === 'p') && shown[current]) {
      var host = $('.stepper', shown[current]);
      if (host && host.step) { host.step(e.key === 'n' ? 1 : -1); }
    }
  });

  // What is linked to must be open.
  function open() {
    var to = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var e = to; e; e = e.parentElement) { if (e.tagName === 'DETAILS') { e.open = true; } }
    if (to) { to.scrollIntoView(); }
  }
  addEventListener('hashchange', open);
  open();
})();
