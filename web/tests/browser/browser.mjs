// A real browser on the built page. Always: a page that writes an error, breaks the Content-Security-Policy or asks another machine fails its test.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../mock/server.mjs';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
export let mock;

before(async () => {
  mock = await serve();
  browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGS });
});
after(async () => {
  await browser?.close();
  mock?.close();
});

/** Changes how the mock behaves; `reset=1` makes it as it was. */
export const behave = (query) => fetch(`${mock.url}/mock?${query}`);

/** Opens a page, does something with it, and sees that it kept the rules. `allow`: console messages that belong to the test; `init`: runs first. */
export async function at(path, act, { allow = [], init, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !allow.some((pattern) => pattern.test(text))) faults.push(text);
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(mock.url) && !url.startsWith('data:') && !url.startsWith('blob:')) faults.push(`asked ${url}`);
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  if (init) await page.addInitScript(init);
  try {
    await page.goto(mock.url + path);
    await act(page);
    assert.deepEqual(await page.evaluate(() => window.violations), [], 'violations of the Content-Security-Policy');
    assert.deepEqual(faults, [], 'what the page complained of');
    assert.notEqual(await page.evaluate(() => window.pwned), true, 'a script of a report ran');
  } finally {
    await context.close();
  }
}

/** The faults against WCAG 2.2 AA that axe finds. */
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((n) => n.html.slice(0, 140))
        .join(' | ')}`,
  );
}

/** Waits until the map has its cells and is at rest. */
export async function mapAtRest(page) {
  await page.locator('.map[data-cells]').waitFor({ timeout: 30_000 });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(400);
}

export const title = (page) => page.locator('h1');
/** Whether the page can be scrolled sideways. */
export const tooWide = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
