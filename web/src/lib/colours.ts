// In: names of colours in look/tokens.css. Out: what they are now, in light or dark, for canvases, which know no style sheet.

export function colours<N extends string>(...names: N[]): Record<N, string> {
  const probe = document.createElement('i');
  probe.hidden = true;
  document.body.append(probe);
  const look = getComputedStyle(probe);
  const found = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, look.color];
    }),
  );
  probe.remove();
  return found as Record<N, string>;
}
