// <site-search> wraps a search field. The index is a script, asked for when the reader turns to the field.
// Results are links in a list: Tab, arrow keys and screen readers reach them.
(() => {
  'use strict';

  const MOST = 25;
  const AT_ONCE = 6; // With the key press; the rest when there is time.
  const IN_A_TURN = 5;
  const SILENT = "[\\u0300-\\u036f.,'’]";

  // "Pérez, N.C." and "perez nc" are to match. Each word has a space before it.
  const plain = (text) =>
    ` ${text}`.normalize('NFD').replace(RegExp(SILENT, 'g'), '').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trimEnd();

  const entriesOf = ({ kinds, titles, paths, texts }) => {
    let row = 0;
    return kinds.flatMap(([kind, group, many]) =>
      Array.from({ length: many }, () => {
        const [title, ...names] = titles[row].split('\n');
        const lines = texts[row].split('\n').concat(names);
        const folded = lines.map(plain);
        const head = plain(titles[row]);
        return { kind, group, title, lines, folded, head, all: head + folded.join(''), path: paths[row++] };
      }));
  };

  // 0 is best; 5 does not hold every word.
  const distance = ({ head, all }, query, words) => {
    if (!words.every((word) => all.includes(word))) return 5;
    if (head.startsWith(query)) return 0;
    if (head.includes(query)) return 1;
    if (words.every((word) => head.includes(word))) return 2;
    return all.includes(query) ? 3 : 4;
  };

  // Each group has its turn. Agencies and counties (0, 1) come first only by their names.
  const find = (entries, query, words) => {
    const groups = {};
    const hits = entries.filter((entry) => (entry.far = distance(entry, query, words)) < 5);
    hits.sort((a, b) => a.far - b.far || (a.far < 3 && a.head.length - b.head.length));
    for (const hit of hits) {
      const group = (groups[hit.group] ??= []);
      hit.turn = Math.ceil(group.push(hit) / IN_A_TURN);
      hit.rank = hit.group + (hit.group < 2 && group[0].far > 2 ? 2.5 : 0);
    }
    const shown = hits.slice().sort((a, b) => a.turn - b.turn).slice(0, MOST);
    return [hits.length, shown.sort((a, b) => a.rank - b.rank)];
  };

  const sentence = ({ lines, folded }, words) => {
    const held = folded.map((line) => words.filter((word) => line.includes(word)).length);
    return lines[held.indexOf(Math.max(...held))];
  };

  const make = (name, text, parent) => {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  // A text with its matches marked.
  const write = (parent, text, pattern) => {
    text.normalize('NFD').split(pattern).forEach((piece, at) =>
      at % 2 ? make('mark', piece.normalize(), parent) : parent.append(piece.normalize()));
  };

  class SiteSearch extends HTMLElement {
    connectedCallback() {
      this.field = this.querySelector('input');
      this.list = this.querySelector('ul');
      for (const name of ['pointerdown', 'focusin']) this.addEventListener(name, () => this.load());
      for (const name of ['input', 'focus', 'click']) this.field.addEventListener(name, () => this.search());
      this.addEventListener('keydown', (event) => this.move(event));
      this.list.addEventListener('click', (event) => event.target.closest('a') && this.show());
      // A press beside a link takes the focus nowhere, and closes nothing.
      this.addEventListener('focusout', ({ relatedTarget: next }) => next && !this.contains(next) && this.show());
      document.addEventListener('pointerdown', ({ target }) => this.contains(target) || this.show());
      if (!this.contains(document.activeElement)) return;
      this.load(); // the reader was here before the script
      this.search();
    }

    load() {
      if (this.script) return;
      this.state = 'wait';
      const script = (this.script = make('script', '', document.head));
      script.onload = () => {
        this.entries = entriesOf(window.broadsheetSearch);
        if (this.contains(document.activeElement)) this.search();
      };
      script.onerror = () => {
        this.script = script.remove();
        this.state = 'failed';
        this.search();
      };
      script.src = this.dataset.index;
    }

    search() {
      const query = plain(this.field.value);
      const words = query.split(' ').slice(1);
      if (query.length < 3) this.show();
      else if (!this.entries) this.show(this.state);
      else {
        const [count, shown] = find(this.entries, query, words);
        this.show(count === 1 ? 'one' : count > MOST ? 'most' : 'many', count, shown, words);
      }
    }

    // Without the name of what to say: closed.
    show(name, count, shown = [], words = []) {
      this.classList.toggle('site-search--open', !!name);
      const told = name ? this.dataset[name] : '';
      this.querySelector('[role]').textContent = told.replace('{count}', count).replace('{shown}', MOST);
      this.querySelector('.site-search__none').hidden = count !== 0;
      const letters = words.map((word) => `${[...word].join(`${SILENT}*`)}[\\u0300-\\u036f]*`);
      const pattern = RegExp(`(${letters.join('|')})`, 'i');
      const row = (entry) => {
        const item = document.createElement('li');
        const link = make('a', '', item);
        link.href = this.dataset.root + entry.path;
        write(make('b', '', link), entry.title, pattern);
        make('small', entry.kind, link);
        write(make('span', '', link), sentence(entry, words), pattern);
        return item;
      };
      this.list.replaceChildren(...shown.slice(0, AT_ONCE).map(row));
      this.shown = name && shown;
      const rest = shown.slice(AT_ONCE);
      if (rest.length) (window.requestIdleCallback ?? setTimeout)(() => this.shown === shown && this.list.append(...rest.map(row)));
    }

    move(event) {
      const { key } = event;
      const stops = [this.field, ...this.list.querySelectorAll('a')];
      const at = stops.indexOf(document.activeElement);
      const stop = stops[{ ArrowDown: at + 1, ArrowUp: at - 1, Enter: at ? -1 : 1, Escape: this.shown && 0 }[key]];
      if (!stop || event.isComposing) return;
      event.preventDefault();
      stop.focus();
      if (key === 'Escape') this.show();
    }
  }

  customElements.define('site-search', SiteSearch);
})();
