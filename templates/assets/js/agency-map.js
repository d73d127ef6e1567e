/* <agency-map>: wraps the drawing in the page. Its legend becomes switches; marks are lit and put out. When the reader
   asks for it (the button, the mouse over the map, a finger on it), Leaflet, the script that Folium wrote and live-map.js
   are loaded all at once, and a moving map takes the drawing's place. Whatever fails, the drawing stays.
   Words come from the page (data attributes, textContent); nothing is ever parsed as HTML here.

   Listens for   broadsheet:highlight {id | null}   light up one mark
                 broadsheet:filter {ids | null}     show these marks only
                 broadsheet:show {id}               go to a mark and open it
   Dispatches    broadsheet:highlight {id | null}   a mark is looked at
                 broadsheet:select {id}             a mark was opened */
(function () {
  "use strict";

  if (!window.customElements || customElements.get("agency-map")) return;

  let taken = null; // one page, one Leaflet map: a second <agency-map> keeps its drawing

  function loaded(name, address, settings) {
    return new Promise(function (resolve, reject) {
      const made = Object.assign(document.createElement(name), settings);
      made.onload = resolve;
      made.onerror = reject;
      made[name === "link" ? "href" : "src"] = address;
      document.head.append(made);
    });
  }

  class AgencyMap extends HTMLElement {
    connectedCallback() {
      if (this.marks) return;
      this.box = this.querySelector(".agency-map__box");
      this.button = this.querySelector("[data-open]");
      this.strips = [...this.querySelectorAll(".agency-map__strip li")];
      this.off = new Set(); // reply categories that the reader has put out
      this.ids = null; // the agencies that filters leave, or all
      this.readMarks();
      if ("switches" in this.dataset) this.makeSwitches();
      this.listen();
      this.waitToBeAsked();
      const row = document.querySelector("tr.is-lit");
      if (row) this.light(row.dataset.id);
      const explorer = this.closest("agency-explorer"); // it may have spoken before this was here
      if (explorer && explorer.ids) {
        this.ids = new Set(explorer.ids);
        this.refresh();
      }
    }

    readMarks() {
      this.marks = new Map();
      for (const link of this.querySelectorAll(".agency-map__drawing--whole .agency-map__mark")) {
        const number = Number(link.dataset.n);
        const drawn = [...this.querySelectorAll(`.agency-map__mark[data-n="${number}"]`)];
        const key = this.querySelector(`.agency-map__legend [data-reply="${link.dataset.reply}"]`);
        const label = key.querySelector(".agency-map__key > span").textContent;
        const name = link.getAttribute("aria-label").slice(0, -label.length - 2);
        const own = { href: link.getAttribute("href"), name, label, drawn, marker: null, shift: { x: 0, y: 0 } };
        const mark = Object.assign(own, { picture: key.querySelector("svg") }, link.dataset);
        this.marks.set(number, mark);
        for (const one of drawn) {
          this.tellOf(one, mark.id);
          one.addEventListener("click", (event) => this.choose(event, mark));
        }
      }
    }

    byId(id) {
      return [...this.marks.values()].find((mark) => mark.id === id);
    }

    tell(name, detail) {
      this.dispatchEvent(new CustomEvent(`broadsheet:${name}`, { bubbles: true, detail }));
    }

    tellOf(element, id) {
      for (const name of ["pointerenter", "focusin"]) element.addEventListener(name, () => this.tell("highlight", { id }));
      for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, () => this.tell("highlight", { id: null }));
    }

    /* A key on a mark of the drawing follows its link, as any key on a link does. */
    choose(event, mark) {
      if (!event.detail || event.ctrlKey || event.metaKey || event.shiftKey || (taken && taken !== this)) return;
      event.preventDefault();
      event.currentTarget.blur(); // the moving map waits for whoever has a mark of the drawing in focus
      this.light(mark.id);
      this.ask().then((live) => {
        if (!live) window.open(mark.href, mark.drawn[0].target.baseVal || "_self") || location.assign(mark.href);
        else if (this.isShown(mark)) live.open(mark);
      });
    }

    makeSwitches() {
      for (const entry of this.querySelectorAll(".agency-map__legend > li")) {
        const key = entry.querySelector(".agency-map__key");
        const button = document.createElement("button");
        button.className = "agency-map__key";
        button.type = "button";
        button.setAttribute("aria-pressed", "true");
        button.append(...key.childNodes);
        button.addEventListener("click", () => this.turn(entry.dataset.reply, button));
        key.replaceWith(button);
      }
    }

    turn(reply, button) {
      const on = this.off.delete(reply);
      if (!on) this.off.add(reply);
      button.setAttribute("aria-pressed", String(on));
      this.refresh();
    }

    listen() {
      const hear = (name, act) => document.addEventListener(`broadsheet:${name}`, (event) => act(event.detail || {}));
      hear("highlight", ({ id }) => this.light(id));
      hear("filter", ({ ids }) => {
        this.ids = ids && new Set(ids);
        this.refresh();
      });
      hear("show", ({ id }) => this.show(id));
    }

    isShown(data) {
      return !this.off.has(data.reply) && (!this.ids || this.ids.has(data.id));
    }

    refresh() {
      for (const mark of this.marks.values()) {
        for (const drawn of mark.drawn) drawn.classList.toggle("is-off", !this.isShown(mark));
      }
      for (const line of this.strips) line.classList.toggle("is-off", !this.isShown(line.dataset));
      for (const strip of this.querySelectorAll(".agency-map__strip")) {
        strip.hidden = !strip.querySelector("li:not(.is-off)");
      }
      this.count();
      if (this.live) this.live.refresh();
    }

    /* Tells how many are left, if it is the legend that put some out: the explorer tells of its own filters. */
    count() {
      const all = [...this.marks.values(), ...this.strips.map((line) => line.dataset)];
      const shown = all.filter((data) => this.isShown(data)).length;
      const words = this.dataset.count.replace("{shown}", shown).replace("{total}", all.length);
      const line = this.querySelector(".agency-map__count");
      if (line) line.textContent = this.off.size ? words : "";
    }

    light(id) {
      for (const mark of this.marks.values()) {
        for (const drawn of mark.drawn) drawn.classList.toggle("is-lit", mark.id === id);
      }
      if (this.live) this.live.light(id);
    }

    show(id) {
      const mark = this.byId(id);
      if (!mark) return;
      this.box.scrollIntoView({ block: "center" });
      this.light(id);
      this.ask().then((live) => live && this.isShown(mark) && live.open(mark, true));
    }

    /* ---- the moving map: loaded when the reader asks */

    waitToBeAsked() {
      if (!this.button) return;
      this.button.addEventListener("click", () => {
        if (this.live) this.live.fit();
        else this.ask().then((live) => live && live.canvas.focus({ preventScroll: true }));
      });
      const streets = this.querySelector("[data-streets]");
      if (streets) streets.addEventListener("click", () => this.ask().then((live) => live && live.turnStreets(streets)));
      this.box.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && this.ask());
      this.box.addEventListener("pointerdown", () => this.ask(), { passive: true });
      if (this.box.matches(":hover")) this.ask(); // the reader was here before the script
    }

    /* Gives the moving map, or nothing where there can be none. */
    ask() {
      if (!this.asked) this.asked = this.load();
      return this.asked;
    }

    async load() {
      if (taken || !this.marks.size) return null;
      taken = this;
      const { style, scripts, loading, whole } = this.dataset;
      const open = this.button.textContent;
      this.button.textContent = loading;
      try {
        // In a fixed order, but all on their way at once.
        const files = scripts.split(" ").map((address) => [address, { async: false }]);
        const canvas = document.createElement("div");
        canvas.id = "map_1"; // Folium's script draws into this id: see broadsheet/maps/foliummap.py
        canvas.className = "agency-map__canvas";
        this.box.append(canvas);
        await Promise.all([
          loaded("link", style, { rel: "stylesheet" }),
          ...files.map(([address, settings]) => loaded("script", address, settings)),
        ]);
        this.live = new window.BroadsheetLiveMap(this, canvas);
        this.button.textContent = whole;
        return this.live;
      } catch {
        this.live = this.asked = taken = null; // the drawing stays, and may be asked again
        this.box.querySelectorAll(".agency-map__canvas").forEach((canvas) => canvas.remove());
        this.button.textContent = open;
        return null;
      }
    }
  }

  customElements.define("agency-map", AgencyMap);
})();
