"use strict";
(() => {
  // Opens what a link points into, but never a layer: layers are the reader's to open.
  const reveal = (id) => {
    const found = document.getElementById(id);
    const layer = found && found.closest(".layer");
    if (!found || (layer && !layer.open)) return;
    for (let at = found.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    for (const old of document.querySelectorAll(".found")) old.classList.remove("found");
    found.classList.add("found");
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    found.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    found.focus({ preventScroll: true });
  };

  const wake = (plot) => {
    const svg = plot.querySelector("svg");
    const points = [...svg.querySelectorAll(".point")];
    const cursor = svg.querySelector(".cursor");
    const here = svg.querySelector(".here");
    const readout = plot.querySelector(".readout");
    const say = plot.querySelector(".say");
    const jump = plot.querySelector(".jump");
    const xs = points.map((point) => Number(point.getAttribute("cx")));
    // The slider is the picture alone: a link inside a slider would be lost to screen readers.
    const slider = document.createElement("div");
    slider.className = "slider";
    svg.replaceWith(slider);
    slider.append(svg);
    svg.setAttribute("aria-hidden", "true");
    const name = `${svg.querySelector("title").textContent}. ${svg.querySelector("desc").textContent}`;
    const attributes = {
      tabindex: 0, role: "slider", "aria-label": name, "aria-valuemin": 1,
      "aria-valuemax": points.length, "aria-valuenow": 1, "aria-valuetext": points[0].dataset.say,
    };
    for (const [key, value] of Object.entries(attributes)) slider.setAttribute(key, value);
    svg.querySelector("title").remove(); // or every hover would show it
    readout.hidden = false;
    let at = -1;

    const go = (next) => {
      at = Math.max(0, Math.min(points.length - 1, next));
      const point = points[at];
      plot.classList.add("awake");
      for (const end of ["x1", "x2"]) cursor.setAttribute(end, xs[at]);
      here.setAttribute("cx", xs[at]);
      here.setAttribute("cy", point.getAttribute("cy"));
      say.textContent = point.dataset.say;
      slider.setAttribute("aria-valuenow", at + 1);
      slider.setAttribute("aria-valuetext", point.dataset.say);
      jump.hidden = !point.dataset.passage;
      if (point.dataset.passage) {
        jump.href = `#p${point.dataset.passage}`;
        jump.textContent = `Show passage ${point.dataset.passage}`;
      }
    };

    const seek = (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * Number(plot.dataset.width);
      let best = 0;
      xs.forEach((value, i) => { if (Math.abs(value - x) < Math.abs(xs[best] - x)) best = i; });
      go(best);
    };
    slider.addEventListener("pointermove", seek);
    slider.addEventListener("pointerdown", seek);
    slider.addEventListener("focus", () => { if (at < 0) go(0); });
    slider.addEventListener("keydown", (event) => {
      const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 };
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key in steps) go(at + steps[event.key]);
      else if (event.key === "Home") go(0);
      else if (event.key === "End") go(points.length - 1);
      else if (event.key === "Enter" && !jump.hidden) jump.click();
      else return;
      event.preventDefault();
    });
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(jump.hash.slice(1));
    });
  };
  for (const plot of document.querySelectorAll(".plot")) wake(plot);

  // Print the passages behind every claim that can be seen, then fold them again.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(":is(.premise, .layer[open]) details:not([open], .data, .passages)")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
