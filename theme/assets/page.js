// Small improvements to a page that reads without them.
(() => {
  "use strict";
  const search = document.querySelector(".sc-search");
  search?.addEventListener("click", () => {
    document.getElementById("__search").click();
    document.querySelector(".md-search__input")?.focus();
  });

  // A wide table or chart that scrolls can be reached by keyboard; one that fits is no stop on the way.
  const boxes = document.querySelectorAll(".scroll");
  if (!boxes.length || !("ResizeObserver" in window)) return;
  const watch = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      const scrolls =
        target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  boxes.forEach((box) => watch.observe(box));
})();
