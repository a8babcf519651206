import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, axe, mapAtRest, tooWide } from './browser.mjs';

const VIEWS = {
  '/': '.two a.event',
  '/map': '.map[data-cells]',
  '/timeline?dyad=ARM,AZE&at=2023-09-18': 'a.event',
  '/dyads': 'tbody tr',
  '/dyads/ARM/AZE?at=2023-09-01': '.list a.event',
  '/dyads/ARM/RUS?vs=RUS,AZE': '.list a.event',
  '/network?of=ARM': 'tbody tr',
  '/reports/fr-1?claim=fr-1-3': '.mark',
  '/reports/ar-1?claim=ar-1-1': '.mark',
  '/events/e-fr-1-1': 'blockquote',
  '/search?q=Arm': '.snippet',
  '/search': 'li',
  '/briefs/ARM/AZE?with=RUS': 'blockquote',
  '/review': 'blockquote',
  '/review?log=1': '.nothing',
  '/alerts': 'article',
  '/alerts?rule=None': '.nothing',
  '/about': 'dl dd',
  '/nowhere': 'h1',
};

for (const [scheme, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true },
})) {
  test(`every view passes axe and fits, ${scheme}`, async () => {
    const found = [];
    for (const [path, ready] of Object.entries(VIEWS)) {
      await at(
        path,
        async (page) => {
          await page.locator(ready).first().waitFor({ state: 'attached' });
          await page.waitForLoadState('networkidle');
          for (const closed of await page.locator('.filters details:not([open]) > summary').all()) await closed.click();
          found.push(...(await axe(page)).map((fault) => `${path} ${fault}`));
          if (await tooWide(page)) found.push(`${path} is too wide`);
          if ((await page.locator('h1').count()) !== 1) found.push(`${path} has not one heading`);
        },
        options,
      );
    }
    assert.deepEqual(found, []);
  });
}

test('colours follow the system, and a choice holds', () =>
  at(
    '/map',
    async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      // The map's own drawing, too: the sea at its corner.
      const sea = async () => {
        await mapAtRest(page);
        const box = await page.locator('.map[data-cells]').boundingBox();
        const picture = await page.screenshot({ clip: { x: box.x + 3, y: box.y + box.height - 6, width: 1, height: 1 } });
        return page.evaluate(
          async (bytes) => {
            const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
            const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            canvas.drawImage(bitmap, 0, 0);
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
          },
          [...picture],
        );
      };
      assert.equal(await ground(), 'rgb(18, 20, 22)');
      assert.ok((await sea()).every((value) => value < 40));
      await page.emulateMedia({ colorScheme: 'light' });
      assert.equal(await ground(), 'rgb(251, 251, 250)');
      assert.ok((await sea()).every((value) => value > 200));
      await page.getByLabel('Colours').selectOption('dark');
      assert.equal(await ground(), 'rgb(18, 20, 22)');
      await page.reload();
      await mapAtRest(page);
      assert.equal(await ground(), 'rgb(18, 20, 22)');
      assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    },
    { colorScheme: 'dark' },
  ));

test('French: by the browser, by choice, and by the address', async () => {
  await at(
    '/dyads/ARM/AZE',
    async (page) => {
      await page.getByText('Ils se rapprochent').waitFor();
      await page.getByText(/^Ce qui suit une inflexion \(p 0,004\) de −\d,\d à \+?−?\d,\d est comparé à ce qui précède/).waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
      await page.getByRole('heading', { name: 'Arménie – Azerbaïdjan' }).waitFor();
      await page.getByText('1er novembre 2023').first().waitFor();
      assert.match(await page.locator('.size').first().textContent(), /^\+\d,\d$/);
      await page.getByRole('navigation').getByLabel('Langue').selectOption('en');
      await page.getByText('Drawing closer').waitFor();
      await page.reload();
      await page.getByText('Drawing closer').waitFor();
    },
    { locale: 'fr-FR' },
  );
  await at('/events/e-fr-1-1?lang=fr', async (page) => {
    await page.getByRole('heading', { name: /Tués/ }).waitFor();
    // What is not French says so.
    assert.equal(await page.getByText('same countries').first().getAttribute('lang'), 'en');
    await page.getByRole('link', { name: 'Carte', exact: true }).click();
    await page.getByRole('heading', { name: 'Événements sur la carte' }).waitFor();
  });
  await at('/briefs/ARM/AZE?lang=fr', async (page) => {
    await page.getByText('La Russie a offert sa médiation.').waitFor();
    assert.equal(await page.locator('article').getAttribute('lang'), 'fr');
  });
});

test('every view in French has no English left in its frame', async () => {
  const english = /\b(the|and|of|with|Show|Save|events|claims|from|Loading)\b/;
  for (const path of ['/', '/map', '/timeline', '/dyads', '/dyads/ARM/FRA', '/network', '/search', '/alerts', '/review', '/about']) {
    await at(`${path}?lang=fr`, async (page) => {
      await page.waitForLoadState('networkidle');
      const words = await page.evaluate(() => {
        const copy = document.body.cloneNode(true);
        copy
          .querySelectorAll('[lang]:not([lang=fr]), bdi, noscript, code, pre, blockquote, q, .maplibregl-map, article, .title')
          .forEach((e) => e.remove());
        const told = [...copy.querySelectorAll('[aria-label], [title], [placeholder]')].map(
          (e) => `${e.getAttribute('aria-label') ?? ''} ${e.title} ${e.getAttribute('placeholder') ?? ''}`,
        );
        return `${copy.textContent} ${told.join(' ')}`;
      });
      const at = words.search(english);
      assert.ok(at < 0, `${path}: …${words.slice(Math.max(0, at - 40), at + 40)}…`);
    });
  }
});

test('a brief prints without the frame of the page', () =>
  at('/briefs/ARM/AZE', async (page) => {
    await page.getByText('Russia offered to mediate.').waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.getByRole('navigation').count(), 0);
    assert.equal(await page.getByRole('button').count(), 0);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(255, 255, 255)');
    await page.locator('#evidence-1').waitFor();
    assert.ok((await page.pdf()).length > 10_000);
  }));

test('without motion nothing moves', () =>
  at('/map', async (page) => {
    await mapAtRest(page);
    const before = page.url();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.waitForURL((url) => url.href !== before, { timeout: 500 });
  }));
