/* Loads the script of an element when the reader comes to it: with the mouse, a finger or the keyboard. A click that came
   before the script is given to it again, so that nobody has to press twice. */
(() => {
  "use strict";

  const SIGNS = ["pointerenter", "pointerdown", "focusin"];

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
