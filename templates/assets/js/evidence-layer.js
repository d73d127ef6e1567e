/* <evidence-layer>: a switch that marks each sentence of the article around it with what it rests on. Its data come from
   the page's own evidence.js, which calls `begin` when all is there. A paragraph is known by a number made of its text: if
   that is another, nothing is marked in it. Marks have no text of their own, so that nobody copies or finds them; what one
   knows, its `told`, is opened by in-place.js. */
(() => {
  "use strict";

  const BLOCKS = "p, li, h2, h3, h4, td, th, dt, dd, pre, blockquote, figcaption";
  const NOT_OURS = ".cite, .notes, .in-short, .in-place, .agency-card";
  const WORDS = "evidence-layer__words";
  const QUERY = "?evidence";

  const made = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };

  // Texts that follow on one another in the same block.
  const runsIn = (article) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const runs = [];
    let last;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const block = node.parentNode.closest(BLOCKS);
      if (block && !node.parentNode.closest(NOT_OURS)) {
        if (block !== last) runs.push([]);
        runs.at(-1).push(node);
        last = block;
      }
    }
    return runs;
  };

  // A run as its text with the spaces evened, and where each character of that stands.
  const read = (run) => {
    const places = [];
    let text = "";
    for (const node of run) {
      node.data.split("").forEach((sign, at) => {
        if (sign.trim() || (text && !text.endsWith(" "))) {
          text += sign.trim() || " ";
          places.push([node, at]);
        }
      });
    }
    return [text.trimEnd(), places];
  };

  const numberOf = (text) => [...text].reduce((number, sign) => (Math.imul(number, 31) + sign.codePointAt()) >>> 0, 0);

  customElements.define("evidence-layer", class extends HTMLElement {
    begin() {
      const button = this.firstChild;
      const status = made("p", { className: "evidence-layer__told", role: "status" });
      const show = (on) => {
        if (on === (button.ariaPressed === "true")) return;
        button.ariaPressed = on;
        status.textContent = on ? this.evidence.told : "";
        if (on) this.mark();
        else this.clear();
      };
      const isAsked = () => location.search === QUERY;
      const press = () => {
        show(button.ariaPressed !== "true");
        if (isAsked() !== (button.ariaPressed === "true")) {
          history.pushState(null, "", location.pathname + (isAsked() ? "" : QUERY) + location.hash);
        }
      };
      this.article = this.closest(".article");
      this.after(status);
      this.onclick = press;
      if (this.pressed) press();
      addEventListener("popstate", () => show(isAsked()));
      // A tap on the words of a sentence is for its mark, but not one on a link in it or at the end of a selection.
      this.article.addEventListener("click", ({ target }) => {
        const { mark } = target.closest(`.${WORDS}`) || {};
        if (mark && mark.ariaExpanded !== "true" && !target.closest("a, button") && getSelection().isCollapsed) {
          setTimeout(() => mark.click());
        }
      }, true);
    }

    clear() {
      document.body.click(); // closes what is open
      for (const mark of this.article.querySelectorAll(".evidence-layer__mark")) mark.remove();
      for (const span of this.article.querySelectorAll(`.${WORDS}`)) {
        const around = span.parentNode;
        span.replaceWith(...span.childNodes);
        around.normalize();
      }
    }

    mark() {
      const known = {};
      for (const [number, ...sentences] of this.evidence.blocks) (known[number] ||= []).push(sentences);
      for (const run of runsIn(this.article)) {
        const [text, places] = read(run);
        const sentences = known[numberOf(text)]?.shift() || [];
        let end = text.length;
        if (sentences.reduce((sum, [length]) => sum + length + 1, -1) === end) {
          // From the end, so that what is parted leaves the places before it as they are.
          sentences.reduceRight((next, sentence) => {
            this.wrap(run, places[end - sentence[0]], places[end - 1], sentence, next);
            end -= sentence[0] + 1;
            return sentence[2]?.length ? sentence[2] : next;
          }, []);
        }
      }
    }

    // `next` are the notes of the next sentence of the paragraph that has any.
    wrap(run, [first, from], [last, to], sentence, next) {
      const [rests, words] = this.evidence.marks[sentence[1]];
      const mark = made("button", { className: "evidence-layer__mark", type: "button", ariaExpanded: "false" });
      let end;
      for (const node of run.slice(run.indexOf(first), run.indexOf(last) + 1)) {
        if (node === last && to + 1 < node.length) node.splitText(to + 1);
        const part = node === first && from ? node.splitText(from) : node;
        const span = made("span", { className: WORDS, mark });
        span.dataset.rests = rests;
        part.replaceWith(span);
        span.append(part);
        end = span;
      }
      const labels = (sentence[2] || []).map((note) => document.querySelector(`.cite [href="#note-${note}"]`)?.ariaLabel);
      mark.ariaLabel = [words, ...new Set(labels)].join(". ");
      mark.dataset.told = words;
      mark.dataset.rests = rests;
      mark.told = () => this.told(sentence, next);
      mark.words = this.evidence.words;
      end = end.closest("a") || end;
      while (end.nextSibling?.className === "cite") end = end.nextSibling;
      end.after(mark);
    }

    told([, number, notes = [], figures = [], kinds = []], next) {
      const { marks, readings, page, words } = this.evidence;
      const explained = (kind) => {
        const [label, meaning] = this.evidence.kinds[kind];
        return made("p", { className: "evidence-layer__kind" }, made("b", {}, `${label}.`), ` ${meaning}`);
      };
      // The note at the page's foot, and how much of its source was read.
      const copied = (note) => {
        const entry = document.getElementById(`note-${note}`).cloneNode(true);
        entry.removeAttribute("id");
        entry.value = note;
        entry.querySelector(".notes__back")?.remove();
        if (note in readings) entry.append(explained(readings[note]));
        return entry;
      };
      const found = (all) => (all.length ? [made("ol", { className: "notes__list" }, ...all.map(copied))] : []);
      const lead = made("p", { className: "evidence-layer__head" }, made("b", {}, marks[number][1]), marks[number][2]);
      const values = figures.map(([name, text]) => (
        made("li", {}, page && name ? made("a", { href: `${page}#${name}` }, text) : text)
      ));
      const below = notes.length || figures.length ? [] : found(next);
      const list = values.length ? [made("ul", {}, ...values)] : [];
      return [lead, ...kinds.map(explained), ...list, ...found(notes), ...(below[0] ? [words.next, ...below] : [])];
    }
  });
})();
