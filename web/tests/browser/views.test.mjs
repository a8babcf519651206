import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { at, behave, mapAtRest, title } from './browser.mjs';

test('the overview shows what the store holds and leads on', () =>
  at('/', async (page) => {
    await page.getByText('653 reports, 661 claims and 653 events').waitFor();
    await page.getByRole('row', { name: /Armenia – Azerbaijan/ }).waitFor();
    await page.getByRole('link', { name: 'Armenia – Azerbaijan' }).click();
    await page.getByText('Drawing closer').waitFor();
    assert.equal(new URL(page.url()).pathname, '/dyads/ARM/AZE');
    await page.goBack();
    await page.getByText('653 reports').waitFor();
  }));

test('the map groups events, moves, filters by time, and leads to events', () =>
  at('/map', async (page) => {
    await mapAtRest(page);
    assert.match(page.url(), /at=-?[\d.]+,-?[\d.]+,[\d.]+/);
    await page.getByText(/583 of 653 events have a place/).waitFor();
    // A place of the list: its events.
    await page.getByRole('button', { name: /near Luanda/ }).click();
    await page.getByRole('heading', { name: /Events within \d+ km/ }).waitFor();
    await page
      .getByRole('link', { name: /Rwanda/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /All places/ }).click();
    // The period: the first handle ten weeks on.
    const first = page.getByRole('slider', { name: 'First period' });
    await first.focus();
    await page.keyboard.press('PageUp');
    await page.waitForURL(/from=2023-03-27/);
    await page.getByText(/of 6\d\d events have/).waitFor();
    const before = Number(await page.locator('.map[data-cells]').getAttribute('data-cells'));
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await mapAtRest(page);
    assert.ok(before > 3);
    // The whole state is in the address.
    const address = page.url();
    await page.goto(address);
    await mapAtRest(page);
    assert.equal(page.url(), address);
  }));

test('a click on the map chooses what is there', () =>
  at('/map?at=39.815,46.752,8.5', async (page) => {
    await mapAtRest(page);
    const box = await page.locator('.map canvas').first().boundingBox();
    const found = page.getByRole('heading', { name: /Events within/ });
    // Cells lie at the mean of their events, some pixels from the city in the middle.
    outer: for (const [dx, dy] of [
      [0, 0],
      [20, 0],
      [-20, 0],
      [0, 20],
      [0, -20],
      [35, 35],
      [-35, 35],
      [35, -35],
      [-35, -35],
      [60, 0],
      [-60, 0],
      [0, 60],
      [0, -60],
    ]) {
      await page.mouse.click(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy);
      if (await found.isVisible()) break outer;
      await page.waitForTimeout(60);
      if (await found.isVisible()) break outer;
    }
    await found.waitFor({ timeout: 2000 });
  }));

test('the map plays through time and stops', () =>
  at('/map', async (page) => {
    await mapAtRest(page);
    await page.getByRole('button', { name: 'Play through time' }).click();
    await page.waitForURL(/from=2023-01-02&to=/);
    await page.waitForURL(/from=2023-01-09&to=/);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Whole period' }).click();
    await page.waitForURL((url) => !url.search.includes('from='));
  }));

test('the map without WebGL says so and lists the places', () =>
  at(
    '/map',
    async (page) => {
      await page.getByText('This browser cannot draw the map').waitFor();
      await page.getByText(/583 of 653 events have a place/).waitFor();
      await page
        .getByRole('button', { name: /° N, .*° E/ })
        .first()
        .click();
      await page.getByRole('heading', { name: /Events within/ }).waitFor();
    },
    {
      allow: [/WebGL/],
      init: () => {
        const { getContext } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
          return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...rest);
        };
      },
    },
  ));

test('the timeline shows periods, categories and events', () =>
  at('/timeline?dyad=ARM,AZE&step=month', async (page) => {
    const chart = page.getByRole('slider', { name: /Events over time/ });
    await chart.waitFor();
    const all = await page.locator('ol li a.event').count();
    assert.equal(all, 30);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.waitForFunction(() => document.querySelectorAll('ol li a.event').length > 30);
    await page.getByRole('button', { name: 'Assault' }).click();
    await page.waitForURL(/category=ASSAULT/);
    await page.waitForFunction(() => [...document.querySelectorAll('a.event .what')].every((e) => e.textContent.includes('Assault')));
    await page.getByText('As a table').click();
    await page.getByRole('row', { name: /September 2023/ }).waitFor();
    await page.goto(`${new URL(page.url()).origin}/timeline?dyad=ARM,AZE&step=month&at=2023-09-01`);
    await page.getByRole('heading', { name: 'Events of September 2023' }).waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('a.event .date')].every((e) => /Sept? 2023/.test(e.textContent)));
  }));

test('filters are in the address, shown as chips, and taken away', () =>
  at('/timeline?party=ARM&category=ACCUSE&sources=2', async (page) => {
    await page
      .getByRole('link', { name: /Accuse/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /Remove At least so many sources: 2/ }).click();
    await page.waitForURL('**/timeline?party=ARM&category=ACCUSE');
    assert.equal(await page.getByRole('combobox', { name: 'Party' }).inputValue(), 'Armenia');
    // A second party makes a dyad.
    const second = page.getByRole('combobox', { name: 'and' });
    await second.fill('Росси');
    await page.locator('[role=option]', { hasText: 'Russia' }).click();
    await page.waitForURL(/dyad=ARM,RUS/);
    await page.getByRole('button', { name: 'Verbal cooperation' }).click();
    await page.waitForURL(/quad=2,3,4/);
    await page.getByRole('textbox', { name: 'From' }).fill('next year');
    await page.getByRole('textbox', { name: 'To' }).focus();
    await page.getByText('Write it as 2023').waitFor();
    await page.getByRole('textbox', { name: 'From' }).fill('2023-06');
    await page.getByRole('textbox', { name: 'To' }).focus();
    await page.waitForURL(/from=2023-06/);
  }));

test('a dyad shows level, shifts, third parties and what is set apart', () =>
  at('/dyads/ARM/AZE', async (page) => {
    await page.getByText('Drawing closer').waitFor();
    await page.getByText(/1 November 2023 to .*, against 1 January 2023 to 31 October 2023/).waitFor();
    await page.getByText('between 12 Oct 2023 and 6 Dec 2023').waitFor();
    await page.getByRole('button', { name: /Russia.*mediator.*toward both/ }).click();
    await page
      .getByRole('link', { name: /Agree.*Russia|Russia.*Agree/ })
      .first()
      .waitFor();
    await page.getByText('Armenia: away from Russia, toward France').waitFor();
    assert.equal(await page.locator('svg text.row').count(), 3);
    // Hovering shows the events of a period.
    const chart = page.getByRole('slider', { name: /Intensity/ });
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    await page.mouse.move(box.x + 34 + ((box.width - 38) / 24) * 8.5, box.y + 200);
    await page.getByRole('heading', { name: 'Events of September 2023' }).waitFor();
    await page.mouse.click(box.x + 34 + ((box.width - 38) / 24) * 8.5, box.y + 200);
    await page.waitForURL(/at=2023-09-01/);
  }));

test('two dyads stand beside each other', () =>
  at('/dyads/ARM/RUS', async (page) => {
    await page.getByText('Drifting apart').waitFor();
    const other = page.getByRole('form', { name: 'Compare with' });
    await other.getByRole('combobox', { name: 'Compare with' }).fill('Azer');
    await page.locator('[role=option]', { hasText: 'Azerbaijan' }).click();
    await other.getByRole('combobox', { name: 'and' }).fill('Russie');
    await page.locator('[role=option]', { hasText: 'Russia' }).click();
    await other.getByRole('button', { name: 'Open' }).click();
    await page.waitForURL(/vs=AZE,RUS/);
    await page.getByText('Drawing closer').waitFor();
    const tops = await page.locator('.plot svg').evaluateAll((all) => all.map((svg) => Math.round(svg.getBoundingClientRect().top)));
    assert.equal(tops.length, 2);
    assert.equal(tops[0], tops[1]);
  }));

test('a silence is shown and told', () =>
  at('/dyads/ARM/FRA', async (page) => {
    await page.getByText('Nothing passed from 1 March 2023 to 30 June 2023, 122 days').waitFor();
    assert.equal(await page.locator('svg .silence').count(), 1);
  }));

test('too little is said to be too little', () => at('/dyads/GEO/ARM', (page) => page.getByText('Not enough evidence').waitFor()));

test('the network chooses states and triads, and has the same as a table', () =>
  at('/network', async (page) => {
    await page.getByText(/of the triads are in balance/).waitFor();
    const ties = await page.locator('svg line.tie').count();
    assert.equal(await page.locator('tbody tr').count(), ties);
    await page.getByRole('button', { name: /^Armenia: friendly/ }).click();
    await page.waitForURL(/of=ARM/);
    assert.equal(await page.locator('tbody tr').count(), 5);
    await page.getByRole('button', { name: /Armenia – France friendly/ }).click();
    await page.waitForURL(/triad=ARM,AZE,FRA/);
    assert.equal(await page.locator('tbody tr').count(), 3);
    // The same network is drawn at the same places.
    const places = () =>
      page.locator('svg .dot').evaluateAll((all) => all.map((c) => `${c.getAttribute('cx')} ${c.getAttribute('cy')}`).join());
    const once = await places();
    await page.reload();
    await page.getByText(/of the triads are in balance/).waitFor();
    assert.equal(await places(), once);
  }));

test('an event shows its toll as ranges, denials, disputes and sources', () =>
  at('/events/e-fr-1-1', async (page) => {
    await page.getByRole('heading', { name: 'Killed 187 (25 to 400)' }).waitFor();
    for (const text of ['at least 200', 'at least 25', 'at least 400', 'denies it', '187 Menschen', 'Ministry of Defence of Azerbaijan'])
      await page.getByText(text).first().waitFor();
    assert.equal(await page.locator('blockquote').count(), 6);
    assert.deepEqual(await page.locator('blockquote').evaluateAll((all) => [...new Set(all.map((b) => b.lang))].sort()), [
      'ar',
      'de',
      'fr',
      'tr',
    ]);
    await page.getByText('same countries').first().waitFor();
  }));

test('an event’s former id leads to it', () =>
  at('/events/e-old', async (page) => {
    await page.getByRole('heading', { name: /Killed/ }).waitFor();
    await page.waitForURL('**/events/e-fr-1-1');
  }));

test('search finds words, actors in any language, and places', () =>
  at('/', async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('Армен');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    await page.getByRole('heading', { name: 'Results for “Армен”' }).waitFor();
    await page.getByRole('heading', { name: 'Actors' }).waitFor();
    assert.equal(await page.locator('.snippet mark').first().textContent(), 'Армен');
    await page.getByRole('link', { name: 'Путин прибыл в Баку' }).first().click();
    await page.waitForURL('**/reports/ru-1');
  }));

test('a brief rests every sentence on numbered evidence', () =>
  at('/briefs/ARM/AZE?with=RUS', async (page) => {
    await page.getByText('Russia offered to mediate.').waitFor();
    const sentences = page.locator('article .words p');
    const count = await sentences.count();
    for (let i = 0; i < count; i++) assert.ok((await sentences.nth(i).locator('sup a').count()) > 0);
    const numbers = await page.locator('.beside li').evaluateAll((all) => all.map((li) => li.id));
    assert.deepEqual(
      numbers,
      Array.from({ length: 8 }, (_, i) => `evidence-${i + 1}`),
    );
    await page.locator('sup a').first().click();
    await page.waitForURL(/#evidence-1$/);
    await page.locator('#evidence-1').getByRole('link', { name: 'Le Courrier du Sud' }).click();
    await page.waitForURL(/\/reports\/fr-1\?claim=fr-1-1/);
  }));

test('what is seen can be saved', () =>
  at('/timeline?dyad=ARM,AZE&step=month', async (page) => {
    await page.getByRole('slider', { name: /Events over time/ }).waitFor();
    const save = async (kind) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Save as ${kind}` }).click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const svg = await save('SVG');
    assert.equal(svg.name, 'timeline.svg');
    const text = svg.bytes.toString();
    assert.match(text, /^<svg[^>]*xmlns/);
    for (const part of ['fill="rgb(160, 44, 28)"', 'fill="rgb(251, 251, 250)"', '>2024<']) assert.ok(text.includes(part), `no ${part}`);
    assert.ok(!/ (class|style|role)=|var\(|light-dark/.test(text), 'it needs no style sheet');
    const png = await save('PNG');
    assert.deepEqual([...png.bytes.subarray(1, 4)], [80, 78, 71]);
    assert.ok(png.bytes.length > 5000);
    const csv = await save('CSV');
    assert.match(csv.bytes.toString(), /^start,end,events,.*\r\n2023-01-01,2023-01-31,/);
    await save('Events');
  }));

test('the map can be saved as a picture with its cells', () =>
  at('/map', async (page) => {
    await mapAtRest(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as PNG' }).click()]);
    assert.ok(readFileSync(await download.path()).length > 30_000);
  }));

test('about tells counts, version and rights', () =>
  at('/about', async (page) => {
    await page.getByText('chancery 0.1.0').waitFor();
    await page.getByText('read, review and administer').waitFor();
    await page.getByText('Natural Earth draws them').waitFor();
  }));

test('an unknown address says so', () =>
  at('/no/such/place', (page) => page.getByRole('heading', { name: 'There is no such page' }).waitFor()));

test('links within the page load nothing anew, and going back comes to where one was', () =>
  at('/timeline', async (page) => {
    await page.locator('a.event').nth(25).waitFor();
    await page.evaluate(() => (window.same = true));
    await page.locator('a.event').nth(25).scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await page.locator('a.event').nth(25).click();
    await title(page).waitFor();
    await page.goBack();
    await page.locator('a.event').nth(25).waitFor();
    await page.waitForTimeout(150);
    assert.equal(await page.evaluate(() => window.same), true);
    assert.ok(Math.abs((await page.evaluate(() => scrollY)) - before) < 40);
    await behave('reset=1');
  }));
