/* A mark of a note, or a word that is explained, opens what it leads to beside itself. Without this it is a link. So does
   a mark that knows what to show (`told`), as those of <evidence-layer>. */
(() => {
  "use strict";

  const MARKS = ".cite a, a.term, .evidence-layer__mark";
  const GAP = 8;
  let box, mark;
  let followed = 0;

  if (!HTMLElement.prototype.showPopover) {
    return;
  }

  const close = (back) => {
    const gone = box;
    if (gone) {
      box = undefined;
      gone.remove();
      mark.ariaExpanded = "false";
      if (back) {
        mark.focus({ preventScroll: true });
      }
      mark = undefined;
    }
  };

  const made = (name, text, properties) => Object.assign(document.createElement(name), { textContent: text }, properties);

  const copied = (entry) => {
    const list = entry.parentNode.cloneNode();
    list.start = [...entry.parentNode.children].indexOf(entry) + 1;
    list.append(entry.cloneNode(true));
    list.querySelector(".notes__back")?.remove();
    list.firstChild.removeAttribute("id");
    return list;
  };

  const place = () => {
    if (box) {
      const at = [...mark.getClientRects()].pop();
      const above = at.top - box.offsetHeight - GAP;
      const below = at.bottom + GAP;
      const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 2 * GAP);
      box.style.left = `${Math.max(left, 2 * GAP) + scrollX}px`;
      box.style.top = `${(above > 0 && below + box.offsetHeight > innerHeight ? above : below) + scrollY}px`;
    }
  };

  const open = (link, entry) => {
    const words = link.words || entry.closest("[data-all]").dataset;
    const foot = made("p", "", { className: "in-place__foot" });
    const all = made("a", words.all, { href: link.hash });
    const end = made("button", words.close, { type: "button" });
    mark = link;
    mark.ariaExpanded = "true";
    box = made("div", "", { className: "in-place", popover: "manual", role: "dialog", tabIndex: -1 });
    box.ariaLabel = link.ariaLabel || link.textContent;
    foot.append(entry ? all : "", end);
    box.append(...(entry ? [copied(entry)] : link.told()), foot);
    (link.closest(".cite") || link).after(box);
    box.showPopover();
    place();
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
    end.addEventListener("click", () => close(true));
    all.addEventListener("click", () => {
      // From there, the way back leads to this mark, not to the note's first.
      link.id ||= `mark-${(followed += 1)}`;
      entry.querySelector(".notes__back")?.setAttribute("href", `#${link.id}`);
      setTimeout(close); // taken out at once, the link would lead nowhere any more
    });
    box.addEventListener("focusout", ({ relatedTarget: next }) => {
      // The text itself takes the focus of a click, but no reader goes there with the keyboard.
      if (next && next.tabIndex >= 0 && next !== mark && !box?.contains(next)) {
        close();
      }
    });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(MARKS);
    const entry = link?.hash && document.getElementById(link.hash.slice(1));
    if (box?.contains(event.target) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    const again = link && link === mark;
    close(again || !event.target.closest("a, button, input, select, summary, [tabindex='0']"));
    if (entry || link?.told) {
      event.preventDefault();
      if (!again) {
        open(link, entry);
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close(true);
    }
  });

  addEventListener("resize", place);

  for (const link of document.querySelectorAll(MARKS)) {
    link.ariaExpanded = "false";
  }
})();
