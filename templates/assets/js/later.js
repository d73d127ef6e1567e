/* Loads the script of an element when the reader comes to it: with the mouse, a finger or the keyboard. What that script will
   ask for (data-scripts, data-style) is sent for at the same time. A click that came before the script is given to it
   again, so that nobody has to press twice. */
(() => {
  "use strict";

  const SIGNS = ["pointerenter", "pointerdown", "focusin"];

  function ahead(href, as) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", href, as }));
  }

  for (const element of document.querySelectorAll("[data-later]")) {
    let script;

    const load = () => {
      if (script) return;
      script = document.createElement("script");
      script.src = element.dataset.later;
      script.onload = script.onerror = () => {
        for (const name of SIGNS) element.removeEventListener(name, load);
        element.removeEventListener("click", wait);
      };
      document.head.append(script);
      const { scripts = "", style } = element.dataset;
      for (const address of scripts.split(" ").filter(Boolean)) ahead(address, "script");
      if (style) ahead(style, "style");
    };

    const wait = (event) => {
      load();
      if (!event.target.closest("a, button")) return;
      const again = () => {
        const { detail } = event;
        event.target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail }));
      };
      for (const name of ["load", "error"]) script.addEventListener(name, again);
      event.preventDefault();
    };

    for (const name of SIGNS) element.addEventListener(name, load, { passive: true });
    element.addEventListener("click", wait);
  }
})();
