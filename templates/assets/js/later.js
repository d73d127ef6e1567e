/* Loads the scripts of an element (data-later) when the reader comes to it: with the mouse, a finger or the keyboard. What
   these will ask for (data-scripts, data-style) is sent for at the same time, and so is their stylesheet (data-sheet). A
   click on what they are to answer (data-answers) is given to them again, so that nobody has to press twice; whatever they
   do not come for does what it does without them. What is done inside another such element is that one's business: a tap
   on the map of a story is to wait for no other script of the story. */
(() => {
  "use strict";

  const SIGNS = ["pointerenter", "pointerdown", "focusin"];
  const PATIENCE = 3000;

  const words = (text = "") => text.split(" ").filter(Boolean);
  const made = (name, settings) => document.head.appendChild(Object.assign(document.createElement(name), settings));

  for (const element of document.querySelectorAll("[data-later]")) {
    let loaded, again;

    // A finger enters all at once that is around it; where it is meant for is told by what follows.
    const isOurs = ({ type, pointerType, target }) =>
      type === "pointerenter" ? pointerType === "mouse" : target.closest("[data-later]") === element;

    const load = (event) => {
      if (loaded || !isOurs(event)) return;
      const { later, scripts, style, sheet } = element.dataset;
      const files = [
        ...words(later).map((src) => ["script", { src, async: false }]),
        ...words(sheet).map((href) => ["link", { rel: "stylesheet", href }]),
      ].map(([name, settings]) => new Promise((done) => made(name, { ...settings, onload: done, onerror: done })));
      loaded = Promise.race([Promise.all(files), new Promise((done) => setTimeout(done, PATIENCE))]);
      loaded.then(() => {
        for (const name of SIGNS) element.removeEventListener(name, load);
        element.removeEventListener("click", wait, true);
        if (again) again[0].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: again[1] }));
      });
      for (const href of words(scripts)) made("link", { rel: "preload", href, as: "script" });
      for (const href of words(style)) made("link", { rel: "preload", href, as: "style" });
    };

    const wait = (event) => {
      if (!isOurs(event)) return;
      load(event);
      const { target, detail } = event;
      const { answers } = element.dataset;
      if (!answers || !target.closest(answers) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      again = [target, detail];
      event.preventDefault();
      event.stopPropagation(); // whoever is there already would answer twice
    };

    for (const name of SIGNS) element.addEventListener(name, load, { passive: true });
    element.addEventListener("click", wait, true);
    // A switch that the address speaks of: ?evidence for evidence.js.
    if (`${location.search}.js` === `?${element.dataset.later}`) element.firstChild.click();
  }
})();
