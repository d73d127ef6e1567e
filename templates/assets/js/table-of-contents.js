// <table-of-contents>: marks the chapter that is being read. Without it the links are all there.
(() => {
  "use strict";

  customElements.define("table-of-contents", class extends HTMLElement {
    connectedCallback() {
      const links = [...this.querySelectorAll("a")];
      const chapters = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
      // What counts is everything above the upper third, also what a leap has left far behind.
      const watch = new IntersectionObserver(() => {
        const read = chapters.findLast((chapter) => chapter.getBoundingClientRect().top < innerHeight * 0.35);
        links.forEach((link, at) => {
          link.ariaCurrent = chapters[at] === read ? "true" : null;
        });
      }, { rootMargin: "999999px 0px -66%" });
      chapters.forEach((chapter) => watch.observe(chapter));
    }
  });
})();
