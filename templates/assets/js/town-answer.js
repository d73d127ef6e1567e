/* What <agency-explorer> knows of places: which one is meant, which of its records serve it, what is said of it in sentences,
   and where the reader is. Loaded with the list of places when the box is used; `new BroadsheetTowns(explorer)` takes it up.
   A position is compared here and sent nowhere. */
(() => {
  "use strict";

  const EARTH = 3958.8; // miles
  const FEWEST = 2; // letters before places are suggested
  const MOST = 6; // places that are suggested
  const BEYOND = 30; // miles from the nearest place at which somebody is elsewhere

  const lowered = (text) => text.charAt(0).toLowerCase() + text.slice(1);

  function miles([north, east], [other, far]) {
    const [a, b, across] = [north, other, far - east].map((degrees) => (degrees * Math.PI) / 180);
    const chord = Math.sin((b - a) / 2) ** 2 + Math.sin(across / 2) ** 2 * Math.cos(a) * Math.cos(b);
    return 2 * EARTH * Math.asin(Math.sqrt(chord));
  }

  class Towns {
    constructor(explorer) {
      Object.assign(this, { explorer, words: explorer.dataset, plain: explorer.plain, filled: explorer.filled });
      this.suggestions = explorer.querySelector("[data-suggestions]");
      this.answer = explorer.querySelector("[data-answer]");
      this.said = explorer.querySelector("[data-said]");
      this.area = new RegExp(` (${this.words.area.split("|").map(this.plain).join("|")})$`);
      this.readPlaces(window.broadsheetPlaces);
    }

    readPlaces({ counties, places, zips, unit }) {
      const at = (list, n) => [list.north[n] / unit, list.east[n] / unit];
      this.counties = counties.map(([title, slug, north, east]) => {
        const one = { title, slug, key: this.plain(title), bare: this.plain(slug), at: [north / unit, east / unit] };
        return Object.assign(one, { county: one });
      });
      this.places = places.name.map((name, n) => {
        const within = this.counties[places.county[n]];
        const title = `${name}, ${within.title}`;
        return { name, county: within, title, key: this.plain(name), whole: this.plain(title), at: at(places, n) };
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
      const short = text.replace(this.area, "");
      const towns = this.places.filter(({ key, whole }) => key === text || key === short || whole === text);
      const county = this.counties.find(({ key, bare }) => key === text || bare === text);
      // Henderson is a town of Vance County, and there is a Henderson County: neither is meant until the reader says so.
      if (county && !towns.some((town) => town.county !== county)) return towns[0] || county;
      return !county && towns.length === 1 ? towns[0] : null;
    }

    serves({ row, place }, where) {
      const { county } = row.dataset;
      return county === where.county.slug || county === "statewide" || (where.name && place === where.name && !county);
    }

    /* After each change of what is typed: offer places, and answer the one that is meant. */
    tell(text, place) {
      this.suggest(text, place);
      this.say(place);
    }

    suggest(text, place) {
      const all = [...this.counties, ...this.places];
      const begun = place || text.length < FEWEST ? [] : all.filter((one) => one.key.startsWith(text)).slice(0, MOST);
      const titles = begun.map((one) => one.title).join("|");
      if (titles === this.titles) return;
      this.titles = titles;
      this.suggestions.replaceChildren(
        ...begun.map((one) => {
          const [item, button] = ["li", "button"].map((name) => document.createElement(name));
          button.type = button.className = "button";
          button.textContent = one.title;
          button.addEventListener("click", () => {
            this.explorer.input.value = one.title;
            this.explorer.input.focus();
            this.explorer.change();
          });
          item.append(button);
          return item;
        }),
      );
      this.suggestions.hidden = !begun.length;
    }

    say(place) {
      if (place === this.place) return;
      this.place = place;
      this.answer.replaceChildren(...(place ? this.sentences(place) : []));
      this.answer.hidden = !place;
    }

    sentences(place) {
      const { zip, own, ownNone, county, countyMore, countyNone, whole, absent, more } = this.words;
      const names = { place: place.name, zip: place.zip, county: place.county.title };
      const here = this.explorer.records.filter(({ row }) => row.dataset.county === place.county.slug);
      const inPlace = place.name ? here.filter((one) => one.place === place.name) : [];
      const others = here.filter((one) => !inPlace.includes(one));
      const all = this.explorer.records.filter(({ row }) => row.dataset.county === "statewide");
      const line = document.createElement("p");
      const add = (words, list) => line.append(...this.worded(words, names, list), " ");
      if (place.zip) add(zip);
      if (place.name) add(inPlace.length ? own : ownNone, inPlace);
      if (others.length) add(inPlace.length ? countyMore : county, others);
      else if (!inPlace.length) add(countyNone);
      if (all.length) add(whole, all);
      if (place.name ? !inPlace.length : !here.length) line.append(...this.nearest(place));
      const note = document.createElement("p");
      const link = document.createElement("a");
      link.href = this.words.counties.replace("index.html", `${place.county.slug}/index.html`);
      link.textContent = this.filled(more, names);
      note.append(`${absent} `, link);
      return [line, note];
    }

    nearest(place) {
      const { nearest, middle, mile, miles: many, under } = this.words;
      const far = this.explorer.records.filter((one) => one.at).map((one) => [miles(place.at, one.at), one]);
      const [[distance, one] = []] = far.sort((a, b) => a[0] - b[0]);
      if (!one) return [];
      const n = Math.round(distance);
      const said = n < 1 ? under : this.filled(n === 1 ? mile : many, { n });
      const note = "approximate" in one.row.dataset ? `${said} (${middle})` : said;
      return this.worded(nearest, { place: place.name || place.title, miles: note }, [one]);
    }

    /* A sentence with a list of records in it, each a link with what it replied. */
    worded(words, values, list = []) {
      const [before, after = ""] = words.split("{list}").map((part) => this.filled(part, values));
      const told = list.flatMap(({ link, name, reply }, n) => {
        const made = document.createElement("a");
        made.href = link.getAttribute("href");
        made.textContent = name;
        const joint = n === list.length - 1 ? "" : n === list.length - 2 ? this.words.and : ", ";
        return [made, ` (${lowered(reply)})${joint}`];
      });
      return [before, ...told, after];
    }

    /* ---- the reader's position: compared here, sent nowhere */

    locate() {
      const { seeking, noPosition } = this.words;
      const fail = () => (this.said.textContent = noPosition);
      if (!navigator.geolocation) return fail();
      this.said.textContent = seeking;
      const settings = { maximumAge: 600000, timeout: 15000 };
      const found = ({ coords }) => this.found([coords.latitude, coords.longitude]);
      return navigator.geolocation.getCurrentPosition(found, fail, settings);
    }

    found(at) {
      const { nearPlace, outside } = this.words;
      const [distance, place] = this.places.map((one) => [miles(at, one.at), one]).sort((a, b) => a[0] - b[0])[0] || [Infinity];
      if (distance > BEYOND) {
        this.said.textContent = outside;
        return;
      }
      this.said.textContent = this.filled(nearPlace, { place: place.name, county: place.county.title });
      this.explorer.input.value = place.title;
      this.explorer.near = true;
      this.explorer.show();
    }
  }

  window.BroadsheetTowns = Towns;
})();
