/* <agency-explorer>: one search box, filters, a count, the map and the table, which all show the same records. What is
   chosen stands in the address, so that Back works and a link shows the same. Towns and ZIP codes are the business of
   town-answer.js, which is loaded with the list of places when the box is used. What a reader types leaves no page.
   All words come from the page (data attributes); links and texts are made, never parsed. */
(() => {
  "use strict";

  const REST = 250; // milliseconds without a key after which the address is written

  // "Pérez, N.C." and "perez nc" are to match.
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f.,'’]/g, "").toLowerCase().replace(/[\s-]+/g, " ").trim();
  // To write what stands there already costs a new layout.
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  class AgencyExplorer extends HTMLElement {
    connectedCallback() {
      if (this.records) return;
      Object.assign(this, { plain, filled });
      this.table = this.querySelector("agency-table");
      const rows = this.table.querySelectorAll("tbody tr");
      this.input = this.querySelector("input");
      this.records = [...rows].map((row) => this.recordOf(row));
      for (const name of ["count", "clear", "nothing"]) {
        this[name] = this.querySelector(`[data-${name}]`);
      }
      this.missed = this.querySelector("[data-nothing-said]");
      this.facets = [...this.querySelectorAll("[data-facet]")].map((list) => this.facetOf(list));
      this.order = "";
      this.listen();
      this.restore();
      // Whoever comes with a question is led to its answer.
      if (this.input.value && !location.hash) this.querySelector(".explorer__find").scrollIntoView();
    }

    recordOf(row) {
      const link = row.querySelector("th a");
      const [name, place, county] = ["name", "place", "county"].map((key) => this.cell(row, key));
      const at = row.dataset.at && row.dataset.at.split(" ").map(Number);
      const reply = this.cell(row, "reply");
      return { row, link, name: link.textContent, place, reply, at, text: plain([name, place, county].join(" ")) };
    }

    cell(row, key) {
      const heading = row.closest("table").querySelector(`th[data-key="${key}"]`);
      const cell = heading && row.cells[heading.cellIndex];
      return cell ? (key === "county" ? cell.dataset.sort ?? cell.textContent : cell.textContent).trim() : "";
    }

    /* The links to the values' pages become the filters. */
    facetOf(list) {
      const choices = [...list.querySelectorAll("a")].map((link) => {
        const label = document.createElement("label");
        const box = document.createElement("input");
        box.type = "checkbox";
        box.value = link.dataset.value;
        label.className = link.className;
        label.append(box, ...link.childNodes);
        link.replaceWith(label);
        box.addEventListener("change", () => this.change());
        return { box, label, number: label.querySelector(".facets__number") };
      });
      return { name: list.dataset.facet, choices };
    }

    listen() {
      this.input.addEventListener("focus", () => this.loadTowns());
      this.input.addEventListener("input", () => this.change(true));
      this.input.addEventListener("blur", () => {
        this.settle();
        this.typing = false;
      });
      window.addEventListener("pagehide", () => this.settle());
      this.clear.addEventListener("click", () => {
        this.put(new URLSearchParams());
        this.change();
        this.input.focus(); // the button is about to go: the focus must not go with it
      });
      this.querySelector("[data-near]").addEventListener("click", () => this.loadTowns().then((towns) => towns && towns.locate()));
      this.addEventListener("broadsheet:sort", ({ detail }) => {
        this.order = (detail.direction === "descending" ? "-" : "") + detail.key;
        this.write();
      });
      this.addEventListener("broadsheet:highlight", () => this.loadMap());
      // A link to a row changes the address, too, but nothing of what it says.
      window.addEventListener("popstate", () => location.search !== this.query && this.restore());
    }

    /* ---- the address */

    restore() {
      clearTimeout(this.resting);
      this.resting = 0;
      this.typing = false;
      this.query = location.search;
      const wanted = new URLSearchParams(this.query);
      this.put(wanted);
      this.order = wanted.get("sort") || "";
      if (this.table.sort) this.table.sort(this.order.replace("-", ""), this.order.startsWith("-") ? "descending" : "ascending");
      this.show();
      if (this.input.value) this.loadTowns();
      const fold = this.querySelector("details");
      if (fold && this.facets.some(({ choices }) => choices.some(({ box }) => box.checked))) fold.open = true;
    }

    put(wanted) {
      this.input.value = wanted.get("q") || "";
      this.only = wanted.getAll("id"); // what a figure is made up of: no control shows it, and Clear all takes it away
      for (const { name, choices } of this.facets) {
        const values = wanted.getAll(name);
        for (const { box } of choices) box.checked = values.includes(box.value);
      }
    }

    /* While somebody types, the address follows when the fingers rest, without a new step to go back to: to write it at
       every key costs more than all the rest. */
    rest() {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.settle(), REST);
    }

    settle() {
      if (this.resting) this.write(true);
    }

    write(typing) {
      clearTimeout(this.resting);
      this.resting = 0;
      const told = new URLSearchParams();
      if (this.input.value.trim() && !this.near) told.set("q", this.input.value.trim());
      for (const { name, choices } of this.facets) {
        for (const { box } of choices) if (box.checked) told.append(name, box.value);
      }
      for (const id of this.only) told.append("id", id);
      if (this.order) told.set("sort", this.order);
      const query = told.toString();
      const address = location.pathname + (query ? `?${query}` : "") + location.hash;
      if (typing && this.typing) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
      this.typing = Boolean(typing);
      this.query = location.search;
    }

    /* `near` is set while the box holds a town that the reader's position gave: it is kept out of the address. */
    change(typing) {
      if (typing) this.near = false;
      this.show();
      if (typing) this.rest();
      else this.write();
    }

    /* ---- what is shown */

    show() {
      const text = plain(this.input.value.replace(/^\s*(\d{5})-\d{4}\s*$/, "$1"));
      const place = this.towns && this.towns.placeFor(text);
      const words = text.split(" ");
      const found = new Set(
        this.records.filter((one) => (place && this.towns.serves(one, place)) || words.every((word) => one.text.includes(word))),
      );
      const fits = ({ row }, left) =>
        (!this.only.length || this.only.includes(row.dataset.id)) && this.facets.every((facet) => facet === left || this.allows(facet, row));
      const shown = this.records.filter((one) => found.has(one) && fits(one));
      for (const one of this.records) {
        const hidden = !shown.includes(one);
        if (one.row.hidden !== hidden) one.row.hidden = hidden;
      }
      for (const facet of this.facets) {
        const rest = this.records.filter((one) => found.has(one) && fits(one, facet));
        for (const { box, label, number } of facet.choices) {
          const count = rest.filter(({ row }) => this.has(row, facet.name, box.value)).length;
          write(number, String(count));
          label.classList.toggle("is-none", !count);
        }
      }
      this.tell(shown, found.size, text, place);
    }

    /* A row may have several values of one kind, with spaces between them. */
    has(row, name, value) {
      return row.dataset[name].split(" ").includes(value);
    }

    allows({ name, choices }, row) {
      const on = choices.filter(({ box }) => box.checked);
      return !on.length || on.some(({ box }) => this.has(row, name, box.value));
    }

    tell(shown, matched, text, place) {
      const { length } = shown;
      const all = length === this.records.length;
      const { shown: some, all: every, nothing, nothingLeft } = this.dataset;
      const said = all ? every : filled(some, { shown: length, total: this.records.length });
      write(this.count, place ? `${said}. ${place.title}.` : said);
      this.clear.hidden = !text && all;
      this.nothing.hidden = Boolean(length || (place && !matched));
      if (!length) write(this.missed, matched ? nothingLeft : filled(nothing, { text: this.input.value.trim() }));
      this.table.hidden = !length;
      if (this.towns) this.towns.tell(text, place);
      this.ids = all ? null : shown.map(({ row }) => row.dataset.id);
      if (this.ids) this.loadMap();
      document.dispatchEvent(new CustomEvent("broadsheet:filter", { detail: { ids: this.ids } }));
    }

    /* The map's script comes when there is something to tell it. It asks for `ids` itself. */
    loadMap() {
      if (this.map || customElements.get("agency-map")) return;
      this.map = document.createElement("script");
      this.map.src = this.querySelector("agency-map").dataset.later;
      document.head.append(this.map);
    }

    /* ---- places: gives what knows them, or nothing if it does not come */

    loadTowns() {
      if (!this.asked) {
        const files = this.dataset.towns.split(" ").map(
          (src) =>
            new Promise((onload, onerror) => {
              document.head.append(Object.assign(document.createElement("script"), { src, async: false, onload, onerror }));
            }),
        );
        this.asked = Promise.all(files).then(
          () => this.know(new window.BroadsheetTowns(this)),
          () => {
            this.asked = null; // the next time is another try
            this.querySelector("[data-said]").textContent = this.dataset.noPlaces;
          },
        );
      }
      return this.asked;
    }

    know(towns) {
      this.towns = towns;
      this.show();
      return towns;
    }
  }

  customElements.define("agency-explorer", AgencyExplorer);
})();
