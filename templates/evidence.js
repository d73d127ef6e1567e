{# What a page's <evidence-layer> shows, in the page's own folder; then its program and its styles. The notes open in place: the element around it loads what that needs. #}
(() => {
"use strict";
const layer = document.querySelector("evidence-layer");
layer.evidence = {{ view.data }};
layer.evidence.words = { next: "The next note in this paragraph:", close: "Close" };
layer.onclick = () => { layer.pressed = !layer.pressed; };
layer.closest("article").dispatchEvent(new Event("focusin"));
const load = (name, settings) => new Promise((done) => {
document.head.append(Object.assign(document.createElement(name), settings, { onload: done, onerror: done }));
});
Promise.all([
load("link", { rel: "stylesheet", href: "{{ asset('evidence-layer.css') }}" }),
load("script", { src: "{{ asset('evidence-layer.js') }}" }),
]).then(() => layer.begin?.());
})();
