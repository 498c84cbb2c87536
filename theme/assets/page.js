// Small improvements to a page that reads without them.
(() => {
  "use strict";
  const search = document.querySelector(".sc-search");
  search?.addEventListener("click", () => {
    document.getElementById("__search").click();
    document.querySelector(".md-search__input")?.focus();
  });

  // The theme's list of releases gets a name that begins with what it shows.
  const title = document.querySelector(".md-header__topic");
  if (title && document.querySelector("[data-md-component=outdated]")) {
    new MutationObserver(() => {
      const button = title.querySelector(".md-version__current");
      button?.setAttribute("aria-label", `${button.textContent.trim()}, choose another release`);
    }).observe(title, { childList: true });
  }

  // Choosing another release keeps the page where that release has it, and else goes to its start.
  document.addEventListener(
    "click",
    async (event) => {
      const link = event.target.closest?.("a.md-version__link");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { base } = JSON.parse(document.getElementById("__config").textContent);
      const top = new URL(`${base}/`, location.href).pathname;
      const home = new URL(link.href.endsWith("/") ? link.href : `${link.href}/`);
      const page = new URL(location.pathname.slice(top.length), home);
      const found = await fetch(page, { method: "HEAD" }).then((answer) => answer.ok, () => false);
      location.assign(found ? page.href + location.hash : home.href);
    },
    true,
  );

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
