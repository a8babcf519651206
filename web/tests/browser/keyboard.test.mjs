// Everything by keyboard alone: no test here uses a pointer.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { at, behave, mapAtRest } from './browser.mjs';

beforeEach(() => behave('reset=1'));

const focused = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    return {
      tag: e.tagName,
      id: e.id,
      name: e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 60),
      value: e.getAttribute('aria-valuetext'),
    };
  });
/** Presses Tab until something of that name has the focus. */
async function tabTo(page, pattern, most = 80) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (pattern.test(now.name)) return now;
  }
  assert.fail(`Tab does not come to ${pattern}`);
}
/** Whether the focus can be seen. */
const outlined = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    const all = [e, ...e.querySelectorAll('.ring')].map((one) => getComputedStyle(one));
    return all.some(
      (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || (s.stroke !== 'none' && parseFloat(s.strokeWidth) >= 2),
    );
  });

test('the first Tab skips to the content; links move the focus to the new heading', () =>
  at('/', async (page) => {
    await page.locator('a.event').first().waitFor();
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).name, 'Skip to content');
    await page.keyboard.press('Enter');
    assert.equal((await focused(page)).id, 'content');
    await tabTo(page, /^All dyads$/);
    assert.ok(await outlined(page));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/dyads');
    await page.waitForFunction(() => document.activeElement.id === 'title');
    assert.equal((await focused(page)).name, 'Dyads');
  }));

test('every stop of Tab can be seen, in every view', async () => {
  for (const path of ['/', '/timeline', '/dyads/ARM/AZE', '/network', '/reports/fr-1', '/events/e-fr-1-1', '/alerts', '/review', '/map']) {
    await at(path, async (page) => {
      await page.waitForLoadState('networkidle');
      for (let i = 0; i < 45; i++) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        if (now.tag === 'BODY') break;
        assert.ok(await outlined(page), `${path}: ${now.tag} ${now.name}`);
      }
    });
  }
});

test('the timeline’s periods are walked and chosen', () =>
  at('/timeline?step=month', async (page) => {
    await page.locator('a.event').first().waitFor();
    await tabTo(page, /^Events over time/);
    await page.keyboard.press('Home');
    assert.match((await focused(page)).value, /^January 2023, \d+ events, Verbal cooperation/);
    await page.keyboard.press('ArrowRight');
    assert.match((await focused(page)).value, /^February 2023/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/at=2023-02-01/);
    await page.getByRole('heading', { name: 'Events of February 2023' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('at='));
  }));

test('the intensity of a dyad is walked, and its events follow', () =>
  at('/dyads/ARM/AZE', async (page) => {
    await page.getByText('Drawing closer').waitFor();
    await tabTo(page, /^Intensity: Armenia – Azerbaijan/);
    await page.keyboard.press('Home');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    assert.match((await focused(page)).value, /^September 2023: Level −\d/);
    await page.getByRole('heading', { name: 'Events of September 2023' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/at=2023-09-01/);
  }));

test('the network is walked from state to state', () =>
  at('/network', async (page) => {
    await page.getByText(/of the triads/).waitFor();
    const first = await tabTo(page, /: friendly \d/);
    await page.keyboard.press('ArrowRight');
    const next = await focused(page);
    assert.notEqual(next.name, first.name);
    assert.ok(await outlined(page));
    await page.keyboard.press('Enter');
    await page.waitForURL(/of=[A-Z]{3}/);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('of='));
  }));

test('actors are chosen from suggestions', () =>
  at('/timeline', async (page) => {
    await page.locator('a.event').first().waitFor();
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.getAttribute('role') === 'combobox')) break;
    }
    await page.keyboard.type('Azer');
    await page.locator('[role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(
      await page.evaluate(() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent.trim()),
      'Azerbaijan AZE',
    );
    await page.keyboard.press('Enter');
    await page.waitForURL(/party=AZE/);
    await page.keyboard.type('nobody at all');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.value), 'Azerbaijan');
  }));

test('the claims of a report are walked', () =>
  at('/reports/fr-1', async (page) => {
    await page.getByRole('heading', { name: '6 claims' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/claim=fr-1-1/);
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/claim=fr-1-2/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/claim=fr-1-6/);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search);
    await tabTo(page, /^Claim 4$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/claim=fr-1-4/);
  }));

test('the map is moved, zoomed, and its places and period are reached', () =>
  at('/map', async (page) => {
    await mapAtRest(page);
    await tabTo(page, /^Map of events/);
    const before = page.url();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL((url) => url.href !== before);
    await mapAtRest(page);
    await tabTo(page, /^near /);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Events within/ }).waitFor();
    await tabTo(page, /^Last period$/);
    await page.keyboard.press('PageDown');
    await page.waitForURL(/to=2024-/);
  }));

test('a pair is judged and a claim corrected', () =>
  at('/review', async (page) => {
    await page.getByText('3 pairs to judge').waitFor();
    await tabTo(page, /^Correct$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    assert.equal((await focused(page)).tag, 'SELECT');
    await page.keyboard.type('Coe');
    await tabTo(page, /^Keep$/);
    await page.keyboard.press('Enter');
    await page.getByText('Judgement 1 kept.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, /^One event/);
    await page.keyboard.press('Enter');
    await page.getByText('Judgement 2 kept.').waitFor();
    await tabTo(page, /^Undo$/);
    await page.keyboard.press('Enter');
    await page.getByText('Judgement 3 kept.').waitFor();
  }));

test('parties and toll of a claim are corrected, and that is undone', () =>
  at('/reports/fr-1?claim=fr-1-2', async (page) => {
    await tabTo(page, /^Correct$/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await tabTo(page, /^Add a recipient$/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.getAttribute('role') === 'combobox');
    await page.keyboard.type('Rus');
    await page.getByRole('option', { name: 'Russia RUS' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    // Leaving a choice does not leave the form.
    await page.keyboard.type('nobody');
    await page.keyboard.press('Escape');
    assert.ok(await dialog.isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.value), 'Russia');
    await page.keyboard.press('Tab');
    assert.match((await focused(page)).name, /^Recipients \d: Country$/);
    assert.ok(await outlined(page));
    await tabTo(page, /^Add a speaker$/);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
    await page.keyboard.type('9');
    await tabTo(page, /^Keep$/);
    await page.keyboard.press('Enter');
    await page.getByText('Judgement 1 kept.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Corrected by a person').waitFor();
    await tabTo(page, /^Undo$/);
    await page.keyboard.press('Enter');
    await page.getByText('Judgement 2 kept.').waitFor();
    await page.getByText('Corrected by a person').waitFor({ state: 'detached' });
  }));

test('on a phone the menu opens and closes', () =>
  at(
    '/',
    async (page) => {
      await tabTo(page, /^Menu$/);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Network' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Network' }).waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await tabTo(page, /^Network$/);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/network');
      await page.getByRole('link', { name: 'Timeline' }).waitFor({ state: 'hidden' });
    },
    { viewport: { width: 360, height: 740 } },
  ));
