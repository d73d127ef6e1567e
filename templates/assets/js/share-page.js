/* <share-page>: hands the page's address to the device's own menu, or to the clipboard. It asks nobody. */
(() => {
  "use strict";
  customElements.define("share-page", class extends HTMLElement {
    connectedCallback() {
      const find = (name) => this.querySelector(name);
      const [copy, share] = this.querySelectorAll("button");
      const say = find("[role]");
      const place = find(".share__address");
      // The public address; in the explorer with what it shows, and without what others put into the reader's address.
      const state = document.querySelector("agency-explorer") ? location.search : "";
      const link = () => document.querySelector("[rel=canonical]").href + state + location.hash;
      const mark = () => {
        find("details").open = true;
        place.textContent = link();
        getSelection().selectAllChildren(place);
        return document.execCommand("copy");
      };
      copy.onclick = async () => {
        say.textContent = "";
        let copied = true;
        try {
          await navigator.clipboard.writeText(link());
        } catch {
          copied = mark();
        }
        say.textContent = copied ? say.dataset.copied : say.dataset.marked;
      };
      share.onclick = () => navigator.share({ title: document.title, url: link() }).catch(() => {});
      share.hidden = !navigator.share;
    }
  });
})();
