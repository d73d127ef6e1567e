/* <agency-explorer>: one search box, filters, a count, the map and the table, which all show the same records. What is
   chosen stands in the address, so that Back works and a link shows the same. A town or ZIP code is answered in a sentence,
   from a list of places that is loaded when the box is used; nothing that a reader types or where they are leaves the page.
   All words come from the page (data attributes); links and texts are made, never parsed. */
(() => {
  "use strict";

  const EARTH = 3958.8; // miles
  const FEWEST = 2; // letters before places are suggested
  const MOST = 6; // places that are suggested
  const REST = 250; // milliseconds without a key after which the address is written
  const BEYOND = 30; // miles from the nearest place at which somebody is elsewhere

  // "Pérez, N.C." and "perez nc" are to match.
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f.,'’]/g, "").toLowerCase().replace(/[\s-]+/g, " ").trim();
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const lowered = (text) => text.charAt(0).toLowerCase() + text.slice(1);

  function miles([north, east], [other, far]) {
    const [a, b, across] = [north, other, far - east].map((degrees) => (degrees * Math.PI) / 180);
    const chord = Math.sin((b - a) / 2) ** 2 + Math.sin(across / 2) ** 2 * Math.cos(a) * Math.cos(b);
    return 2 * EARTH * Math.asin(Math.sqrt(chord));
  }

  class AgencyExplorer extends HTMLElement {
    connectedCallback() {
      if (this.records) return;
      this.table = this.querySelector("agency-table");
      const rows = this.table.querySelectorAll("tbody tr");
      this.input = this.querySelector("input");
      this.records = [...rows].map((row) => this.recordOf(row));
      for (const name of ["count", "clear", "answer", "suggestions", "nothing"]) {
        this[name] = this.querySelector(`[data-${name}]`);
      }
      this.facets = [...this.querySelectorAll("[data-facet]")].map((list) => this.facetOf(list));
      this.order = "";
      this.listen();
      this.restore();
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
      return heading ? row.cells[heading.cellIndex].textContent.trim() : "";
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
      this.input.addEventListener("focus", () => this.loadPlaces(), { once: true });
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
      this.querySelector("[data-near]").addEventListener("click", () => this.locate());
      this.addEventListener("broadsheet:sort", ({ detail }) => {
        this.order = (detail.direction === "descending" ? "-" : "") + detail.key;
        this.write();
      });
      this.addEventListener("broadsheet:highlight", () => this.loadMap());
      window.addEventListener("popstate", () => this.restore());
    }

    /* ---- the address */

    restore() {
      const wanted = new URLSearchParams(location.search);
      this.put(wanted);
      this.order = wanted.get("sort") || "";
      if (this.table.sort) this.table.sort(this.order.replace("-", ""), this.order.startsWith("-") ? "descending" : "ascending");
      this.show();
      if (this.input.value) this.loadPlaces();
      const fold = this.querySelector("details");
      if (this.facets.some(({ choices }) => choices.some(({ box }) => box.checked))) fold.open = true;
    }

    put(wanted) {
      this.input.value = wanted.get("q") || "";
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
      if (this.input.value.trim()) told.set("q", this.input.value.trim());
      for (const { name, choices } of this.facets) {
        for (const { box } of choices) if (box.checked) told.append(name, box.value);
      }
      if (this.order) told.set("sort", this.order);
      const query = told.toString();
      const address = location.pathname + (query ? `?${query}` : "") + location.hash;
      if (typing && this.typing) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
      this.typing = Boolean(typing);
    }

    change(typing) {
      this.show();
      if (typing) this.rest();
      else this.write();
    }

    /* ---- what is shown */

    show() {
      const text = plain(this.input.value);
      const place = this.places && this.placeFor(text);
      const words = text.split(" ");
      const found = new Set(
        this.records.filter((one) => (place && this.serves(one, place)) || words.every((word) => one.text.includes(word))),
      );
      const fits = ({ row }, left) => this.facets.every((facet) => facet === left || this.allows(facet, row));
      const shown = this.records.filter((one) => found.has(one) && fits(one));
      for (const one of this.records) one.row.hidden = !shown.includes(one);
      for (const facet of this.facets) {
        const rest = this.records.filter((one) => found.has(one) && fits(one, facet));
        for (const { box, label, number } of facet.choices) {
          const count = rest.filter(({ row }) => row.dataset[facet.name] === box.value).length;
          number.textContent = count;
          label.classList.toggle("is-none", !count);
        }
      }
      this.tell(shown, text, place);
    }

    allows({ name, choices }, row) {
      const on = choices.filter(({ box }) => box.checked);
      return !on.length || on.some(({ box }) => box.value === row.dataset[name]);
    }

    tell(shown, text, place) {
      const { length } = shown;
      const all = length === this.records.length;
      const { shown: some, all: every, nothing, nothingLeft } = this.dataset;
      const said = all ? every : filled(some, { shown: length, total: this.records.length });
      this.count.textContent = place ? `${said}. ${place.title}.` : said;
      this.clear.hidden = !text && all;
      this.nothing.hidden = Boolean(length);
      this.querySelector("[data-nothing-said]").textContent = place || !text ? nothingLeft : filled(nothing, { text: this.input.value.trim() });
      this.table.hidden = !length;
      this.suggest(text, place);
      this.say(place);
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

    /* ---- places: which one is meant, and what is said of it */

    loadPlaces() {
      if (this.asked) return this.asked;
      this.asked = new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = this.dataset.places;
        script.onload = () => {
          this.readPlaces(window.broadsheetPlaces);
          this.show();
          resolve(true);
        };
        script.onerror = () => {
          this.querySelector("#explorer-hint").textContent = this.dataset.noPlaces;
          resolve(false);
        };
        document.head.append(script);
      });
      return this.asked;
    }

    readPlaces({ counties, places, zips, unit }) {
      const at = (list, n) => [list.north[n] / unit, list.east[n] / unit];
      this.counties = counties.map(([title, slug, north, east]) => {
        const one = { title, slug, key: plain(title), at: [north / unit, east / unit] };
        return Object.assign(one, { county: one });
      });
      this.places = places.name.map((name, n) => {
        const within = this.counties[places.county[n]];
        return { name, county: within, title: `${name}, ${within.title}`, key: plain(name), at: at(places, n) };
      });
      this.zips = new Map(
        zips.code.map((zip, n) => {
          const within = this.counties[zips.county[n]];
          const name = zips.names[zips.name[n]];
          return [zip, { name, zip, county: within, title: `${zip}: ${name}, ${within.title}`, at: at(zips, n) }];
        }),
      );
    }

    /* "27502", "Apex", "apex nc", "Apex, Wake County", "Wake County", "wake". Of two towns of one name neither is meant. */
    placeFor(text) {
      if (this.zips.has(text)) return this.zips.get(text);
      if (text.length < FEWEST) return null;
      const short = text.replace(/ [a-z]{2}$/, "");
      const towns = this.places.filter(({ key, title }) => key === text || key === short || plain(title) === text);
      if (towns.length) return towns.length === 1 ? towns[0] : null;
      return this.counties.find(({ key, slug }) => key === text || plain(slug) === text);
    }

    serves({ row, place }, where) {
      const { county } = row.dataset;
      return county === where.county.slug || county === "statewide" || (where.name && place === where.name && !county);
    }

    suggest(text, place) {
      const begun = !this.places || place || text.length < FEWEST ? [] : this.places.filter((one) => one.key.startsWith(text));
      this.suggestions.replaceChildren(
        ...begun.slice(0, MOST).map((one) => {
          const [item, button] = ["li", "button"].map((name) => document.createElement(name));
          button.type = "button";
          button.textContent = one.title;
          button.addEventListener("click", () => {
            this.input.value = one.title;
            this.input.focus();
            this.change();
          });
          item.append(button);
          return item;
        }),
      );
      this.suggestions.hidden = !begun.length;
    }

    say(place) {
      this.answer.replaceChildren(...(place ? this.sentences(place) : []));
      this.answer.hidden = !place;
    }

    sentences(place) {
      const { zip, own, ownNone, county, countyMore, countyNone, whole, absent, more } = this.dataset;
      const names = { place: place.name, zip: place.zip, county: place.county.title };
      const here = this.records.filter(({ row }) => row.dataset.county === place.county.slug);
      const inPlace = place.name ? here.filter((one) => one.place === place.name) : [];
      const others = here.filter((one) => !inPlace.includes(one));
      const all = this.records.filter(({ row }) => row.dataset.county === "statewide");
      const line = document.createElement("p");
      const add = (words, list) => line.append(...this.worded(words, names, list), " ");
      if (place.zip) add(zip);
      if (place.name) add(inPlace.length ? own : ownNone, inPlace);
      if (others.length) add(inPlace.length ? countyMore : county, others);
      else if (!inPlace.length) add(countyNone);
      if (all.length) add(whole, all);
      if (!inPlace.length) line.append(...this.nearest(place));
      const note = document.createElement("p");
      const link = document.createElement("a");
      link.href = this.dataset.counties.replace("index.html", `${place.county.slug}/index.html`);
      link.textContent = filled(more, names);
      note.append(`${absent} `, link);
      return [line, note];
    }

    nearest(place) {
      const { nearest, middle, mile, miles: many, under } = this.dataset;
      const far = this.records.filter((one) => one.at).map((one) => [miles(place.at, one.at), one]);
      const [[distance, one] = []] = far.sort((a, b) => a[0] - b[0]);
      if (!one) return [];
      const n = Math.round(distance);
      const said = n < 1 ? under : filled(n === 1 ? mile : many, { n });
      const note = "approximate" in one.row.dataset ? `${said} (${middle})` : said;
      return this.worded(nearest, { place: place.name || place.title, miles: note }, [one]);
    }

    /* A sentence with a list of records in it, each a link with what it replied. */
    worded(words, values, list = []) {
      const [before, after = ""] = words.split("{list}").map((part) => filled(part, values));
      const told = list.flatMap(({ link, name, reply }, n) => {
        const made = document.createElement("a");
        made.href = link.getAttribute("href");
        made.textContent = name;
        const joint = n === list.length - 1 ? "" : n === list.length - 2 ? this.dataset.and : ", ";
        return [made, ` (${lowered(reply)})${joint}`];
      });
      return [before, ...told, after];
    }

    /* ---- the reader's position: compared here, sent nowhere */

    locate() {
      const hint = this.querySelector("#explorer-hint");
      const { seeking, noPosition } = this.dataset;
      if (!navigator.geolocation) {
        hint.textContent = noPosition;
        return;
      }
      hint.textContent = seeking;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => this.loadPlaces().then((known) => known && this.found([coords.latitude, coords.longitude], hint)),
        () => (hint.textContent = noPosition),
        { maximumAge: 600000, timeout: 15000 },
      );
    }

    found(at, hint) {
      const { nearPlace, outside } = this.dataset;
      const [distance, place] = this.places.map((one) => [miles(at, one.at), one]).sort((a, b) => a[0] - b[0])[0] || [Infinity];
      if (distance > BEYOND) {
        hint.textContent = outside;
        return;
      }
      hint.textContent = filled(nearPlace, { place: place.name, county: place.county.title });
      this.input.value = place.title;
      this.change();
    }
  }

  customElements.define("agency-explorer", AgencyExplorer);
})();
