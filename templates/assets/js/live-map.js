/* The moving map, for <agency-map>, which loads this after Leaflet and before the script that Folium wrote.
   `new BroadsheetLiveMap(host, canvas)` takes up the map that Folium made: it names the marks, sets them apart, opens a
   card for each and keeps to what the host shows. */
(function () {
  "use strict";

  const GAP = 30; // the least distance between two marks, in pixels
  const RADIUS = 14; // what a mark covers
  const ROUNDS = 80;
  const BASELINE = 4; // a county's name in the drawing stands this far below its middle, in the drawing's pixels
  const TOO_MANY = 400; // more marks than this are neither set apart nor named
  const ROOM_FOR_NAMES = 640;
  const ROOM_FOR_BUTTONS = 135; // from the corner past the lower zoom button, and a mark
  const SIDES = ["right", "left", "below", "above"];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const touch = window.matchMedia("(any-pointer: coarse)");

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function degrees(text) {
    const [west, south, east, north] = text.split(" ").map(Number);
    return [
      [south, west],
      [north, east],
    ];
  }

  /* Before any map is made: what the reader's device asks for. */
  function prepare(L) {
    L.Map.mergeOptions({ dragging: !touch.matches });
    if (!calm.matches) return;
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
    const panBy = L.Map.prototype.panBy;
    L.Map.include({
      panBy: function (offset, options) {
        return panBy.call(this, offset, Object.assign({}, options, { animate: false }));
      },
    });
  }

  /* Move points until each is GAP from every other. Points already clear stay where they are. */
  function apart(points) {
    const places = points.map((p) => ({ x: p.x, y: p.y }));
    for (let round = 0; round < ROUNDS; round += 1) {
      let moved = false;
      for (let i = 0; i < places.length; i += 1) {
        for (let j = i + 1; j < places.length; j += 1) {
          const a = places[i];
          const b = places[j];
          let dx = b.x - a.x;
          let dy = b.y - a.y;
          let distance = Math.hypot(dx, dy);
          if (distance >= GAP - 0.5) continue;
          if (!distance) [dx, dy, distance] = [(i + j) % 2 ? 1 : 0, (i + j) % 2 ? 0 : 1, 1];
          const half = (GAP - Math.hypot(b.x - a.x, b.y - a.y)) / 2 / distance;
          a.x -= dx * half;
          a.y -= dy * half;
          b.x += dx * half;
          b.y += dy * half;
          moved = true;
        }
      }
      if (!moved) break;
    }
    return places;
  }

  function meets(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  function around(x, y, width, height) {
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  }

  function beside(side, place, width, height) {
    const across = RADIUS + 5 + width / 2;
    const down = RADIUS + 1 + height / 2;
    if (side === "right") return around(place.x + across, place.y, width, height);
    if (side === "left") return around(place.x - across, place.y, width, height);
    return around(place.x, place.y + (side === "below" ? down : -down), width, height);
  }

  class LiveMap {
    constructor(host, canvas) {
      const { map, layers, told } = window.broadsheetMap;
      Object.assign(this, { host, canvas, map, layers, told });
      canvas.setAttribute("role", "group");
      canvas.setAttribute("aria-label", host.dataset.help);
      for (const layer of Object.values(layers)) {
        layer.eachLayer((marker) => this.adopt(marker, layer));
      }
      this.nameCounties();
      this.fit();
      this.heed();
      this.swap();
    }

    adopt(marker, layer) {
      const mark = this.host.marks.get(marker.feature.properties.n);
      Object.assign(mark, { marker, layer }, this.told[marker.feature.properties.n]);
      marker.on("add", () => this.dress(mark));
      marker.on("click", (event) => this.open(mark, event.originalEvent.detail === 0));
      this.dress(mark);
    }

    /* Whoever has a mark of the drawing in focus keeps it until they move on. */
    swap() {
      const { box } = this.host;
      const leave = () => {
        if (box.contains(document.activeElement) && document.activeElement !== this.canvas) return;
        box.removeEventListener("focusout", later);
        this.host.classList.add("is-live");
        this.refresh();
      };
      const later = () => window.setTimeout(leave, 0);
      box.addEventListener("focusout", later);
      leave();
    }

    /* Show exactly what the drawing shows, and no less than the whole area. */
    fit() {
      const pocket = this.host.querySelector(".agency-map__drawing--pocket");
      const narrow = pocket && getComputedStyle(pocket).display !== "none";
      const { frame, pocketFrame } = this.host.dataset;
      const whole = degrees(frame);
      this.fitting = true;
      this.map.invalidateSize({ pan: false });
      this.map.options.minZoom = 0; // setMinZoom would begin to move the map towards it
      this.map.fitBounds(narrow ? degrees(pocketFrame) : whole, { animate: false });
      this.map.setMinZoom(Math.min(this.map.getZoom(), this.map.getBoundsZoom(whole)));
      this.fitting = this.moved = false;
      this.placeButtons();
      this.layOut();
    }

    /* The zoom buttons stand in the first corner that is clear of marks, or in the clearest. */
    placeButtons() {
      const { x, y } = this.map.getSize();
      const corners = { topleft: [0, 0], topright: [x, 0], bottomright: [x, y], bottomleft: [0, y] };
      const marked = [...this.host.marks.values()].filter((mark) => mark.marker);
      const points = marked.map((mark) => this.map.latLngToContainerPoint(mark.marker.getLatLng()));
      const clear = ([left, top]) => Math.min(...points.map((p) => Math.hypot(p.x - left, p.y - top)));
      const names = Object.keys(corners).sort((a, b) => clear(corners[b]) - clear(corners[a]));
      const roomy = Object.keys(corners).find((name) => clear(corners[name]) > ROOM_FOR_BUTTONS);
      this.map.zoomControl.setPosition(roomy || names[0]);
    }

    heed() {
      this.map.on("zoomstart dragstart", () => {
        this.moved = this.moved || !this.fitting;
      });
      this.map.on("moveend", () => this.layOut());
      this.canvas.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.opened) this.close();
      });
      new ResizeObserver(() => {
        if (this.moved) this.map.invalidateSize();
        else this.fit();
      }).observe(this.host.box);
      if (touch.matches) this.leaveScrollingAlone();
    }

    /* One finger scrolls the page, two move the map; a mouse on the same machine still drags it. */
    leaveScrollingAlone() {
      this.canvas.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") this.map.dragging.enable();
        else this.map.dragging.disable();
      });
      this.canvas.addEventListener("pointerleave", () => this.map.dragging.disable());
      this.canvas.append(element("p", "agency-map__touch", this.host.dataset.touch));
    }

    refresh() {
      for (const mark of this.host.marks.values()) {
        if (!mark.marker) continue;
        if (this.host.isShown(mark)) mark.layer.addLayer(mark.marker);
        else mark.layer.removeLayer(mark.marker);
      }
      if (this.opened && !this.host.isShown(this.opened)) this.map.closePopup();
      this.layOut();
    }

    light(id) {
      for (const mark of this.host.marks.values()) {
        const icon = mark.marker && mark.marker.getElement();
        if (icon) icon.classList.toggle("is-lit", mark.id === id);
        if (mark.marker) mark.marker.setZIndexOffset(mark.id === id ? 1000 : 0);
      }
    }

    /* ---- a mark: what Leaflet made, with its name */

    dress(mark) {
      const icon = mark.marker.getElement();
      if (!icon || icon.dataset.id) return;
      icon.dataset.id = mark.id;
      icon.classList.add([...mark.picture.classList].find((name) => name.startsWith("tone-")));
      icon.setAttribute("role", "button");
      icon.setAttribute("aria-label", `${mark.name}, ${mark.label}`);
      icon.setAttribute("aria-haspopup", "dialog");
      if ("approximate" in mark) icon.dataset.approximate = "";
      icon.prepend(element("span", "map-mark__leader"));
      icon.append(element("span", "map-mark__name", mark.name));
      this.host.tellOf(icon, mark.id);
      icon.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        this.open(mark, true);
      });
    }

    card(mark) {
      const card = element("div", "map-card");
      const reply = element("p", "map-card__reply");
      const link = element("a", "", this.host.dataset.more);
      reply.append(mark.picture.cloneNode(true), element("span", "", mark.label));
      card.append(element("p", "map-card__name", mark.name));
      // The listing and the reply stand side by side: where they disagree, both are said.
      const { listing, ranged } = this.host.dataset;
      const listed = mark.listed && listing.replace("{by}", () => mark.listed);
      const range = mark.range && ranged.replace("{range}", () => mark.range);
      if (listed || range) card.append(element("p", "map-card__listed", [listed, range].filter(Boolean).join("; ")));
      card.append(reply);
      if (mark.where) card.append(element("p", "map-card__where", mark.where));
      link.href = mark.href;
      link.setAttribute("aria-label", `${this.host.dataset.more}: ${mark.name}`);
      card.append(link);
      if (document.getElementById(`row-${mark.id}`) && this.host.dataset.row) {
        const row = element("a", "", this.host.dataset.row);
        row.href = `#row-${mark.id}`;
        card.append(row);
      }
      return card;
    }

    open(mark, byKeys) {
      const place = mark.marker.getLatLng();
      const maxWidth = Math.min(280, this.canvas.clientWidth - 70);
      const popup = window.L.popup({ minWidth: 190, maxWidth, autoPan: false, closeOnEscapeKey: false });
      popup.on("remove", () => this.closed(mark, popup));
      if (!this.map.getBounds().contains(place)) this.map.panTo(place, { animate: false });
      popup.setLatLng(place).setContent(this.card(mark)).openOn(this.map);
      this.fitIn(popup, mark);
      const dialog = popup.getElement();
      dialog.setAttribute("role", "dialog");
      dialog.setAttribute("aria-label", mark.name);
      mark.marker.getElement().classList.add("is-open");
      this.opened = mark;
      if (byKeys) dialog.querySelector("a").focus({ preventScroll: true });
      this.host.tell("select", { id: mark.id });
    }

    /* Above its mark, else below it, and inside the map: the map itself need not move. */
    fitIn(popup, mark) {
      const dialog = popup.getElement();
      const [width, height] = [dialog.offsetWidth, dialog.offsetHeight];
      const point = this.map.latLngToContainerPoint(mark.marker.getLatLng());
      const [x, y] = [point.x + mark.shift.x, point.y + mark.shift.y];
      const clear = RADIUS + 6;
      const lowest = Math.max(4, this.canvas.clientHeight - height - 4);
      const top = y - clear - height >= 4 ? y - clear - height : Math.min(y + clear, lowest);
      const left = Math.max(4, Math.min(x - width / 2, this.canvas.clientWidth - width - 4));
      popup.options.offset = [left + width / 2 - point.x, top + height - point.y];
      popup.update();
    }

    close() {
      const mark = this.opened;
      this.map.closePopup();
      this.focusMark(mark);
    }

    closed(mark, popup) {
      const dialog = popup.getElement();
      const inside = dialog && dialog.contains(document.activeElement);
      const icon = mark.marker.getElement();
      if (icon) icon.classList.remove("is-open");
      if (this.opened === mark) this.opened = null;
      if (inside) this.focusMark(mark);
    }

    focusMark(mark) {
      const icon = mark && mark.marker.getElement();
      if (icon) icon.focus({ preventScroll: true });
    }

    /* ---- room: marks are set apart, names stand where they cover nothing */

    /* The names stand where a drawing has them: it and this map are one projection. */
    nameCounties() {
      const { crs } = this.map.options;
      const { frame, pocketFrame } = this.host.dataset;
      const names = new Map();
      for (const drawing of this.host.querySelectorAll(".agency-map__drawing")) {
        const bounds = window.L.latLngBounds(degrees(drawing.matches("[class*=pocket]") ? pocketFrame : frame));
        const [first, last] = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => crs.latLngToPoint(corner, 0));
        const { width, height } = drawing.viewBox.baseVal;
        for (const word of drawing.querySelectorAll(".agency-map__counties text")) {
          const [x, y] = [Number(word.getAttribute("x")) / width, (Number(word.getAttribute("y")) - BASELINE) / height];
          const place = window.L.point(first.x + x * (last.x - first.x), first.y + y * (last.y - first.y));
          names.set(word.textContent, crs.pointToLatLng(place, 0));
        }
      }
      this.counties = [...names].map(([name, place]) => {
        const text = element("span", "", name);
        const icon = window.L.divIcon({ className: "map-county", iconSize: null, html: text });
        const options = { icon, interactive: false, keyboard: false, zIndexOffset: -10000 };
        const marker = window.L.marker(place, options).addTo(this.map);
        marker.getElement().setAttribute("aria-hidden", "true");
        return { text, marker };
      });
    }

    layOut() {
      const marks = [...this.host.marks.values()].filter((mark) => mark.marker && mark.marker.getElement());
      if (marks.length > TOO_MANY) return;
      const points = marks.map((mark) => this.map.latLngToContainerPoint(mark.marker.getLatLng()));
      const places = apart(points);
      marks.forEach((mark, index) => this.shift(mark, points[index], places[index]));
      const room = places.map((place) => around(place.x, place.y, 2 * RADIUS, 2 * RADIUS));
      marks.forEach((mark, index) => this.letter(mark, places[index], room));
      this.counties.forEach((county) => this.letterCounty(county, room));
    }

    shift(mark, point, place) {
      const icon = mark.marker.getElement();
      const leader = icon.querySelector(".map-mark__leader");
      mark.shift = { x: Math.round(place.x - point.x), y: Math.round(place.y - point.y) };
      const length = Math.hypot(mark.shift.x, mark.shift.y);
      icon.style.translate = length ? `${mark.shift.x}px ${mark.shift.y}px` : "";
      leader.hidden = length < 10; // its end would be under the mark
      leader.style.width = `${length}px`;
      leader.style.transform = `rotate(${Math.atan2(-mark.shift.y, -mark.shift.x)}rad)`;
    }

    letter(mark, place, room) {
      const name = mark.marker.getElement().querySelector(".map-mark__name");
      const wide = this.canvas.clientWidth >= ROOM_FOR_NAMES;
      const [width, height] = [name.offsetWidth, name.offsetHeight];
      const side = wide && SIDES.find((one) => this.isFree(beside(one, place, width, height), room));
      if (side) {
        name.dataset.side = side;
        room.push(beside(side, place, width, height));
      } else {
        delete name.dataset.side;
      }
    }

    letterCounty({ text, marker }, room) {
      const { x, y } = this.map.latLngToContainerPoint(marker.getLatLng());
      const [width, height] = [text.offsetWidth, text.offsetHeight];
      const steps = [0, 12, -12, 24, -24, 36, -36, 48, -48];
      const step = steps.find((down) => this.isFree(around(x, y + down, width, height), room));
      text.hidden = step === undefined;
      if (text.hidden) return;
      text.style.marginTop = `${step}px`;
      room.push(around(x, y + step, width, height));
    }

    isFree(area, room) {
      const inside = area.left >= 0 && area.top >= 0;
      const within = area.right <= this.canvas.clientWidth && area.bottom <= this.canvas.clientHeight;
      return inside && within && !room.some((other) => meets(area, other));
    }

    /* ---- streets: another host is asked only after the reader's click */

    turnStreets(button) {
      const { tilesUrl, tilesCredit, tilesZoom, tilesShow, tilesHide } = this.host.dataset;
      if (!this.streets) {
        this.streets = window.L.tileLayer(tilesUrl, { maxZoom: Number(tilesZoom) });
        this.streetsCredit = element("p", "agency-map__tiles-credit", tilesCredit);
      }
      const on = !this.map.hasLayer(this.streets);
      if (on) this.streets.addTo(this.map);
      else this.streets.remove();
      if (on) this.canvas.append(this.streetsCredit);
      else this.streetsCredit.remove();
      this.map.setMaxZoom(on ? Number(tilesZoom) : 13);
      this.canvas.classList.toggle("has-streets", on);
      button.textContent = on ? tilesHide : tilesShow;
    }
  }

  prepare(window.L);
  window.BroadsheetLiveMap = LiveMap;
})();
