/* Loads the scripts of an element (data-later) when the reader comes to it: with the mouse, a finger or the keyboard. What
   these will ask for (data-scripts, data-style) is sent for at the same time, and so is their stylesheet (data-sheet). A
   click on something that they are to answer is given to them again, so that nobody has to press twice. */
(() => {
  "use strict";

  const SIGNS = ["pointerenter", "pointerdown", "focusin"];
  const ANSWERED = "button, a[href^='#'], svg a";

  const words = (text = "") => text.split(" ").filter(Boolean);
  const made = (name, settings) => document.head.appendChild(Object.assign(document.createElement(name), settings));

  for (const element of document.querySelectorAll("[data-later]")) {
    let loaded;

    const load = () => {
      if (loaded) return;
      const { later, scripts, style, sheet } = element.dataset;
      loaded = Promise.allSettled(
        words(later).map((src) => new Promise((onload, onerror) => made("script", { src, async: false, onload, onerror }))),
      );
      loaded.then(() => {
        for (const name of SIGNS) element.removeEventListener(name, load);
        element.removeEventListener("click", wait, true);
      });
      for (const href of words(sheet)) made("link", { rel: "stylesheet", href });
      for (const href of words(scripts)) made("link", { rel: "preload", href, as: "script" });
      for (const href of words(style)) made("link", { rel: "preload", href, as: "style" });
    };

    const wait = (event) => {
      load();
      const { target, detail } = event;
      if (!target.closest(ANSWERED) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      loaded.then(() => target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail })));
      event.preventDefault();
      event.stopPropagation(); // whoever is there already would answer twice
    };

    for (const name of SIGNS) element.addEventListener(name, load, { passive: true });
    element.addEventListener("click", wait, true);
  }
})();
