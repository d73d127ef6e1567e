// <site-search> wraps a search field. The index is a script of its own, asked for once, when the reader turns to the
// field. A hit must hold every word; what stands first in a name comes first. Links are plain links in a list: Tab,
// the arrow keys and a screen reader's own keys all reach them.
(() => {
  'use strict';

  const MOST = 25;
  const AT_ONCE = 6; // What the key press paints; the rest follows when the browser has nothing to do.
  const IN_A_TURN = 5; // Of each group, before the others have had their turn.
  const SHORTEST = 2;
  const SILENT = "\\u0300-\\u036f.,'’";

  // "Pérez, N.C." and "perez nc" are to match; what is neither letter nor digit parts words.
  const plain = (text) =>
    text.normalize('NFD').replace(RegExp(`[${SILENT}]`, 'g'), '').toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();

  const idle = window.requestIdleCallback ?? setTimeout;

  // The columns of the index as entries. Names and sentences are kept folded, a space before each word.
  const entriesOf = ({ kinds, titles, paths, texts }) => {
    let row = 0;
    return kinds.flatMap(([kind, group, many]) =>
      Array.from({ length: many }, () => {
        const [title, ...names] = titles[row].split('\n');
        const lines = texts[row].split('\n').concat(names);
        const head = ` ${plain(titles[row])}`;
        const folded = lines.map((line) => ` ${plain(line)}`);
        return { kind, group, title, lines, folded, head, all: head + folded.join('\n'), path: paths[row++] };
      }));
  };

  // How well an entry answers, 0 being best; 5 is not at all.
  const distance = ({ head, all }, query, words) => {
    const start = ` ${query}`;
    if (!words.every((word) => all.includes(word))) return 5;
    if (head.startsWith(start)) return 0;
    if (head.includes(start)) return 1;
    if (words.every((word) => head.includes(word))) return 2;
    return all.includes(start) ? 3 : 4;
  };

  // All hits, and the best of them: each group has its turn, and the group with the best hit stands first.
  const find = (entries, query) => {
    const words = query.split(' ');
    const [turns, best] = [{}, {}];
    const hits = entries
      .map((entry) => ({ entry, far: distance(entry, query, words) }))
      .filter(({ far }) => far < 5)
      .sort((a, b) => a.far - b.far || (a.far < 3 ? a.entry.head.length - b.entry.head.length : 0));
    for (const hit of hits) {
      const { group } = hit.entry;
      turns[group] = (turns[group] ?? 0) + 1;
      hit.turn = Math.ceil(turns[group] / IN_A_TURN);
      hit.lead = best[group] ??= hit.far;
    }
    const shown = hits.slice().sort((a, b) => a.turn - b.turn).slice(0, MOST)
      .sort((a, b) => a.lead - b.lead || a.entry.group - b.entry.group);
    return { count: hits.length, shown: shown.map(({ entry }) => entry), words };
  };

  // The first of the sentences that hold the most of the words.
  const sentence = ({ lines, folded }, words) => {
    const held = folded.map((line) => words.filter((word) => line.includes(word)).length);
    return lines[held.indexOf(Math.max(...held))];
  };

  const make = (name, text, parent) => {
    const element = document.createElement(name);
    element.textContent = text;
    parent?.append(element);
    return element;
  };

  // A text with its matches marked, accents and full stops within them too.
  const write = (parent, text, pattern) => {
    const whole = text.normalize('NFD');
    let end = 0;
    for (const { 0: match, index } of whole.matchAll(pattern)) {
      parent.append(whole.slice(end, index).normalize());
      make('mark', match.normalize(), parent);
      end = index + match.length;
    }
    parent.append(whole.slice(end).normalize());
  };

  class SiteSearch extends HTMLElement {
    connectedCallback() {
      this.field = this.querySelector('input');
      this.list = this.querySelector('ul');
      this.none = this.querySelector('.site-search__none');
      this.querySelector('.site-search__box').hidden = false;
      for (const name of ['pointerdown', 'focusin']) this.addEventListener(name, () => this.load());
      for (const name of ['input', 'focus', 'click']) this.field.addEventListener(name, () => this.search());
      this.addEventListener('keydown', (event) => this.move(event));
      this.list.addEventListener('click', (event) => event.target.closest('a') && this.close());
      // A press on the panel's own paper takes the focus nowhere, and leaves it open.
      this.addEventListener('focusout', ({ relatedTarget: next }) => next && !this.contains(next) && this.close());
      document.addEventListener('pointerdown', ({ target }) => this.contains(target) || this.close());
      document.addEventListener('keydown', (event) => this.summon(event));
    }

    load() {
      if (this.script) return;
      this.failed = false;
      this.script = make('script', '');
      this.script.onload = () => {
        this.entries = entriesOf(window.broadsheetSearch);
        if (this.contains(document.activeElement)) this.search();
      };
      this.script.onerror = () => {
        this.script.remove();
        this.script = null;
        this.failed = true;
        this.search();
      };
      this.script.src = this.dataset.index;
      document.head.append(this.script);
    }

    search() {
      const query = plain(this.field.value);
      if (query.length < SHORTEST) return this.close();
      this.classList.add('site-search--open');
      if (!this.entries) return this.say(this.failed ? 'failed' : 'wait');
      const { count, shown, words } = find(this.entries, query);
      this.draw(shown, words);
      this.none.hidden = count > 0;
      this.say(count === 1 ? 'one' : count > MOST ? 'most' : 'many', count);
    }

    draw(shown, words) {
      const letters = words.map((word) => [...word].join(`[${SILENT}]*`) + '[\\u0300-\\u036f]*');
      const pattern = RegExp(letters.sort((a, b) => b.length - a.length).join('|'), 'gi');
      const row = (entry) => {
        const item = document.createElement('li');
        const link = make('a', '', item);
        // A link names its file: a folder alone opens nothing from a USB stick.
        link.href = this.dataset.root + entry.path.replace(/(^|\/)(?=#|$)/, '$1index.html');
        write(make('b', '', link), entry.title, pattern);
        make('small', entry.kind, link);
        write(make('span', '', link), sentence(entry, words), pattern);
        return item;
      };
      this.list.replaceChildren(...shown.slice(0, AT_ONCE).map(row));
      this.shown = shown;
      if (shown.length > AT_ONCE) {
        idle(() => this.shown === shown && this.list.append(...shown.slice(AT_ONCE).map(row)));
      }
    }

    say(name, count = 0) {
      const words = name ? this.dataset[name] : '';
      this.querySelector('[role=status]').textContent = words.replace('{count}', count).replace('{shown}', MOST);
    }

    close() {
      this.classList.remove('site-search--open');
      this.shown = null;
      this.list.replaceChildren();
      this.none.hidden = true;
      this.say('');
    }

    move(event) {
      if (event.isComposing) return;
      const links = [...this.list.querySelectorAll('a')];
      const at = links.indexOf(document.activeElement);
      if (event.key === 'Escape' && this.classList.contains('site-search--open')) {
        event.preventDefault();
        this.field.focus();
        this.close();
      }
      const step = { ArrowDown: 1, ArrowUp: -1, Enter: at < 0 ? 1 : 0 }[event.key];
      if (!step || at + step < -1) return;
      event.preventDefault();
      (links[at + step] ?? (step < 0 ? this.field : null))?.focus();
    }

    // A slash leads here from anywhere but another field.
    summon(event) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.('input, select, textarea, [contenteditable]')) return;
      event.preventDefault();
      this.field.focus();
    }
  }

  customElements.define('site-search', SiteSearch);
})();
