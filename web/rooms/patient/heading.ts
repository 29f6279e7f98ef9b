// After a change of page the new heading is read aloud and the page begins at its top, also when the heading comes later.

let watching: MutationObserver | null = null;

/** Moves the focus to the first heading that is not the old one, as soon as it is there. */
export function announce(): void {
  watching?.disconnect();
  watching = null;
  window.scrollTo(0, 0);
  if (focusHeading()) return;
  watching = new MutationObserver(() => {
    if (focusHeading()) watching?.disconnect();
  });
  watching.observe(document.body, { childList: true, subtree: true });
}

function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}
