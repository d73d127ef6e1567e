/* <agency-table> wraps a complete table and sorts it by every column. It lights the row that is looked at on the map and
   tells the map of the one that is looked at here; a mark that is chosen on the map leads to its row.

   Dispatches    broadsheet:sort {key, direction}   the reader has sorted */
(() => {
  "use strict";

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  // Words by the alphabet, with the numbers in them as numbers; numbers by their size.
  const compare = (a, b) => Number(a) - Number(b) || collator.compare(a, b);
  const valueOf = (cell) => (cell.dataset.sort ?? cell.textContent).trim();

  class AgencyTable extends HTMLElement {
    connectedCallback() {
      if (this.rows) return;
      this.body = this.querySelector("tbody");
      if (!this.body) return;
      this.rows = [...this.body.rows];
      for (const heading of this.querySelectorAll("thead th")) this.addButton(heading);
      for (const row of this.rows) this.addLight(row);
      document.addEventListener("broadsheet:select", (event) => this.choose(event.detail.id));
      document.addEventListener("broadsheet:highlight", (event) => this.light(event.detail.id));
    }

    addButton(heading) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "agency-table__sort";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => {
        const direction = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        this.sort(heading.dataset.key, direction);
        const detail = { key: heading.dataset.key, direction };
        this.dispatchEvent(new CustomEvent("broadsheet:sort", { bubbles: true, detail }));
      });
      heading.append(button);
    }

    /* Without a key the rows stand as they came. Rows without a value stand last in either direction. */
    sort(key, direction) {
      const heading = [...this.querySelectorAll("thead th")].find((one) => one.dataset.key === key);
      for (const other of this.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
      if (!heading) return this.body.append(...this.rows);
      heading.setAttribute("aria-sort", direction);
      const sign = direction === "ascending" ? 1 : -1;
      const values = new Map(this.rows.map((row) => [row, valueOf(row.cells[heading.cellIndex])]));
      const sorted = [...this.rows].sort((one, two) => {
        const [a, b] = [values.get(one), values.get(two)];
        return !a || !b ? Number(!a) - Number(!b) : sign * compare(a, b);
      });
      return this.body.append(...sorted);
    }

    addLight(row) {
      const tell = (id) => this.dispatchEvent(new CustomEvent("broadsheet:highlight", { bubbles: true, detail: { id } }));
      for (const name of ["pointerenter", "focusin"]) row.addEventListener(name, () => tell(row.dataset.id));
      for (const name of ["pointerleave", "focusout"]) row.addEventListener(name, () => tell(null));
    }

    light(id) {
      for (const row of this.rows) row.classList.toggle("is-lit", row.dataset.id === id);
    }

    choose(id) {
      const chosen = this.rows.find((row) => row.dataset.id === id);
      for (const row of this.rows) row.classList.toggle("is-chosen", row === chosen);
      if (!chosen || chosen.hidden) return;
      // As far as the mark stays in sight: on a small screen its card has a link to the row.
      const card = document.querySelector(".leaflet-popup");
      const top = card ? card.getBoundingClientRect().top : 0;
      if (chosen.getBoundingClientRect().bottom - top < innerHeight) chosen.scrollIntoView({ block: "nearest" });
    }
  }

  customElements.define("agency-table", AgencyTable);
})();
