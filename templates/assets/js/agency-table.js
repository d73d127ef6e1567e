// <agency-table> wraps a complete table: it sorts by every column and filters the rows.
// It tells the map what is left (broadsheet:filter) and what is looked at (broadsheet:highlight),
// and follows the mark that is chosen on the map (broadsheet:select).
(() => {
  'use strict';

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });

  // "Pérez, N.C." and "perez nc" are to match.
  const plain = (text) =>
    text.normalize('NFD').replace(/[\u0300-\u036f.,'’]/g, '').toLowerCase().replace(/\s+/g, ' ').trim();

  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`broadsheet:${name}`, { detail }));

  const valueOf = (cell) => (cell.dataset.sort ?? cell.textContent).trim();

  class AgencyTable extends HTMLElement {
    connectedCallback() {
      if (this.rows) return;
      this.body = this.querySelector('tbody');
      if (!this.body) return;
      this.rows = [...this.body.rows];
      this.texts = new Map(this.rows.map((row) => [row, plain(row.dataset.text)]));
      this.addSorting();
      this.addFilters();
      this.addHighlights();
      document.addEventListener('broadsheet:select', (event) => this.choose(event.detail.id));
    }

    addSorting() {
      for (const heading of this.querySelectorAll('thead th')) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'agency-table__sort';
        button.append(...heading.childNodes);
        button.addEventListener('click', () => this.sort(heading));
        heading.append(button);
      }
    }

    sort(heading) {
      const direction = heading.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
      const sign = direction === 'ascending' ? 1 : -1;
      const values = new Map(this.rows.map((row) => [row, valueOf(row.cells[heading.cellIndex])]));
      for (const other of this.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', direction);
      // Rows without a value stand last in either direction.
      const sorted = [...this.rows].sort((one, two) => {
        const [a, b] = [values.get(one), values.get(two)];
        if (!a || !b) return Number(!a) - Number(!b);
        return sign * collator.compare(a, b);
      });
      this.body.append(...sorted);
    }

    addFilters() {
      this.controls = [...this.querySelectorAll('[data-filter]')];
      if (!this.controls.length) return;
      this.count = this.querySelector('.filters__count');
      this.empty = this.querySelector('[data-empty]');
      this.clear = this.querySelector('[data-clear]');
      for (const control of this.controls) control.addEventListener('input', () => this.filter());
      this.clear.addEventListener('click', () => this.reset());
      this.querySelector('.filters').hidden = false;
      // A browser that goes back fills in what was chosen before.
      if (this.controls.some((control) => control.value)) this.filter();
    }

    filter() {
      const wanted = this.controls
        .map((control) => [control.dataset.filter, control.value])
        .filter(([, value]) => value);
      for (const row of this.rows) row.hidden = !wanted.every(([name, value]) => this.fits(row, name, value));
      const shown = this.rows.filter((row) => !row.hidden);
      this.count.textContent = this.count.dataset.count
        .replace('{shown}', shown.length)
        .replace('{total}', this.rows.length);
      this.empty.hidden = shown.length > 0;
      this.body.closest('table').hidden = shown.length === 0;
      this.clear.hidden = wanted.length === 0;
      tell('filter', { ids: shown.map((row) => row.dataset.id) });
    }

    fits(row, name, value) {
      if (name !== 'text') return row.dataset[name] === value;
      return plain(value).split(' ').every((word) => this.texts.get(row).includes(word));
    }

    reset() {
      for (const control of this.controls) control.value = '';
      this.controls[0].focus(); // the button is about to go: the focus must not go with it
      this.filter();
    }

    addHighlights() {
      const over = (event) => tell('highlight', { id: event.currentTarget.dataset.id });
      const out = () => tell('highlight', { id: null });
      for (const row of this.rows) {
        row.addEventListener('pointerenter', over);
        row.addEventListener('focusin', over);
        row.addEventListener('pointerleave', out);
        row.addEventListener('focusout', out);
      }
    }

    choose(id) {
      const chosen = this.rows.find((row) => row.dataset.id === id);
      for (const row of this.rows) row.classList.toggle('is-chosen', row === chosen);
      if (!chosen) return;
      if (chosen.hidden) return;
      // To the row only where the map stays in sight: the mark that was chosen must not be carried off.
      const map = document.querySelector('agency-map');
      const top = map ? map.getBoundingClientRect().top : 0;
      if (!map || chosen.getBoundingClientRect().bottom - top <= innerHeight) {
        chosen.scrollIntoView({ block: 'nearest' });
      }
    }
  }

  customElements.define('agency-table', AgencyTable);
})();
