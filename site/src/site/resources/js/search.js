// SPDX-License-Identifier: Apache-2.0
// A box that finds sections of the site, without a network: the index is a script beside this one, made by the build.
// And what is wider than the screen can be moved by keys.
'use strict';
(function () {
  var here = document.currentScript && document.currentScript.src || 'js/search.js';
  var FOUND_MAX = 12, AROUND = 70;

  function make(tag, props, children) {
    var e = document.createElement(tag);
    Object.keys(props).forEach(function (k) { if (k in e) { e[k] = props[k]; } else { e.setAttribute(k, props[k]); } });
    (children || []).forEach(function (c) { e.append(c); });
    return e;
  }

  // Every word has to be there; in a title it counts more, and as a whole word too.
  function score(entry, words) {
    var title = entry[2].toLowerCase(), text = entry[3].toLowerCase(), sum = 0;
    for (var i = 0; i < words.length; i++) {
      var w = words[i], inTitle = title.indexOf(w), inText = text.indexOf(w);
      if (inTitle < 0 && inText < 0) { return 0; }
      sum += (inTitle >= 0 ? 20 : 0) + Math.min(5, text.split(w).length - 1);
      sum += (' ' + title + ' ').indexOf(' ' + w + ' ') >= 0 ? 10 : 0;
    }
    return sum;
  }

  function around(text, words) {
    var at = text.toLowerCase().indexOf(words[0]);
    if (at < 0) { return text.slice(0, 2 * AROUND); }
    var from = Math.max(0, at - AROUND), to = Math.min(text.length, at + AROUND);
    return (from ? '… ' : '') + text.slice(from, to) + (to < text.length ? ' …' : '');
  }

  function begin(host) {
    var root = here.replace(/js\/search\.js.*$/, '');
    var input = make('input', {type: 'search', placeholder: 'Search', 'aria-label': 'Search the site', autocomplete: 'off'});
    var says = make('span', {className: 'search-says', role: 'status'});
    var list = make('ul', {className: 'search-found', hidden: true});
    function show() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      list.textContent = '';
      says.textContent = '';
      list.hidden = !words.length;
      if (!words.length || !window.mmkitIndex) { return; }
      var found = window.mmkitIndex.map(function (e, i) { return [score(e, words), i]; })
        .filter(function (s) { return s[0] > 0; })
        .sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      says.textContent = found.length ? found.length + ' found' : 'Nothing found';
      found.slice(0, FOUND_MAX).forEach(function (s) {
        var e = window.mmkitIndex[s[1]];
        var link = make('a', {href: root + e[0] + (e[1] ? '#' + e[1] : '')}, [e[2]]);
        list.append(make('li', {}, [link, make('small', {}, [around(e[3], words)])]));
      });
    }
    // The index is large: nobody waits for it who does not search.
    input.addEventListener('focus', function () { load(show); }, {once: true});
    input.addEventListener('input', show);
    input.addEventListener('keydown', function (e) {
      if (e.key === 'Escape') { input.value = ''; show(); }
      if (e.key === 'ArrowDown' && list.querySelector('a')) { list.querySelector('a').focus(); e.preventDefault(); }
    });
    list.addEventListener('keydown', function (e) {
      var links = Array.prototype.slice.call(list.querySelectorAll('a')), at = links.indexOf(document.activeElement);
      var to = e.key === 'ArrowDown' ? at + 1 : e.key === 'ArrowUp' ? at - 1 : -2;
      if (to >= -1) { (links[to] || input).focus(); e.preventDefault(); }
      if (e.key === 'Escape') { input.value = ''; show(); input.focus(); }
    });
    document.addEventListener('keydown', function (e) {
      if (e.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && !e.ctrlKey && !e.metaKey && !e.altKey) {
        input.focus();
        e.preventDefault();
      }
    });
    host.append(input, says, list);
  }

  function load(then) {
    var index = make('script', {src: here.replace('search.js', 'search-index.js')});
    index.addEventListener('load', then);
    document.head.append(index);
  }

  function letKeysMove() {
    document.querySelectorAll('pre, table').forEach(function (e) {
      if (e.scrollWidth > e.clientWidth) { e.tabIndex = 0; } else { e.removeAttribute('tabindex'); }
    });
  }

  function start() {
    var host = document.getElementById('search');
    if (host) { begin(host); }
    letKeysMove();
    window.addEventListener('resize', letKeysMove);
  }
  if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
})();
