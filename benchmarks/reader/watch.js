/* Runs in each page before its own scripts, and notes what readers would notice. The figures come out by told().
   Times are in milliseconds since the page was asked for. */
(() => {
  "use strict";

  const seen = { fcp: 0, lcp: 0, largest: "", shift: 0, shifts: [], tasks: [], asked: 0, answered: 0, keys: [] };
  let lastTask = 0;

  const observe = (type, act) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(act));
    observer.observe({ type, buffered: true });
  };
  /* A place in the page, in the words of a stylesheet. */
  const nameOf = (node) => {
    const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    if (!element) return "what is no longer there";
    const [name] = element.classList;
    return element.localName + (element.id ? `#${element.id}` : name ? `.${name}` : "");
  };

  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime;
  });
  observe("largest-contentful-paint", (entry) => {
    seen.lcp = entry.startTime;
    seen.largest = nameOf(entry.element);
  });
  observe("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    seen.shift += entry.value;
    seen.shifts.push([entry.value, entry.startTime, entry.sources.map((source) => nameOf(source.node))]);
  });
  observe("longtask", (entry) => {
    seen.tasks.push([entry.startTime, entry.duration]);
    lastTask = entry.startTime + entry.duration;
  });

  /* Once the next frame is painted: a message is handled after the frame that a callback of the frame belongs to. */
  const painted = (act) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => act(performance.now());
      port2.postMessage(null);
    });

  /* ---- the map: ours is live and has marks; Folium's has all its pins, with their picture */

  const live = () => document.querySelector("agency-map.is-live .leaflet-marker-icon") !== null;
  const pinned = () => {
    const pins = [...document.querySelectorAll(".folium-map img.leaflet-marker-icon")];
    return pins.length > 0 && pins.every((pin) => pin.complete);
  };
  const waitFor = (answers) => {
    if (answers()) painted((now) => (seen.answered = now));
    else requestAnimationFrame(() => waitFor(answers));
  };

  document.addEventListener("DOMContentLoaded", () => {
    const map = document.querySelector("agency-map");
    if (!map) {
      if (document.querySelector(".folium-map")) waitFor(pinned);
      return;
    }
    const observer = new MutationObserver(() => {
      if (!map.classList.contains("is-live")) return;
      observer.disconnect();
      waitFor(live);
    });
    observer.observe(map, { attributeFilter: ["class"] });
  });

  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!seen.answered && event.target.closest("[data-open]")) seen.asked = event.timeStamp;
    },
    true,
  );

  /* A map that did not wait to be asked was asked for by the page itself, with the first of its files. */
  const asked = () => {
    if (seen.asked && !(seen.answered && seen.answered < seen.asked)) return seen.asked;
    const files = performance.getEntriesByType("resource").filter((entry) => /\/leaflet\b/.test(entry.name));
    return files.length && document.querySelector("agency-map") ? files[0].startTime : 0;
  };

  /* ---- keys: from the press to the frame that shows the first change it brings, or to the next frame */

  let pressed = null;
  let listening = false;
  const listenForKeys = () => {
    if (listening) return;
    listening = true;
    document.addEventListener(
      "keydown",
      (event) => {
        const key = { name: event.key, frame: 0, change: 0 };
        pressed = { key, at: event.timeStamp };
        seen.keys.push(key);
        painted((now) => (key.frame = now - event.timeStamp));
      },
      true,
    );
    const observer = new MutationObserver(() => {
      if (!pressed) return;
      const { key, at } = pressed;
      pressed = null;
      painted((now) => (key.change = now - at));
    });
    observer.observe(document.querySelector("main"), {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  };

  window.broadsheetWatch = {
    listenForKeys,
    goTo(selector) {
      seen.asked = performance.now();
      document.querySelector(selector).scrollIntoView({ block: "center", behavior: "instant" });
    },
    /* What was pressed so far; it is forgotten here. */
    takeKeys: () => seen.keys.splice(0),
    calm: () => performance.now() - Math.max(lastTask, seen.lcp),
    told: () => ({ ...seen, asked: asked(), nodes: document.getElementsByTagName("*").length }),
  };
})();
