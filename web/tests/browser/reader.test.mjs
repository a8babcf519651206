import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, title } from './browser.mjs';

/** The text of the article without the numbers of claims. */
const text = (page) =>
  page.locator('article').evaluate((article) => {
    const copy = article.cloneNode(true);
    copy.querySelectorAll('sup, .about, .label').forEach((e) => e.remove());
    return [...copy.querySelectorAll('h1, .text')].map((p) => p.textContent).join('\n\n');
  });

test('every claim stands on its words, and the text is whole', () =>
  at('/reports/fr-1', async (page) => {
    await page.getByRole('heading', { name: '6 claims' }).waitFor();
    const { report, claims } = await page.evaluate(() => fetch('/api/v1/reports/fr-1').then((r) => r.json()));
    assert.equal(await text(page), report.text);
    for (const [i, claim] of claims.entries()) {
      await page.locator('.claims li > button').nth(i).click();
      await page.waitForURL(`**/reports/fr-1?claim=${claim.id}`);
      const marked = await page.locator('.line.chosen').evaluateAll((all) => all.map((e) => e.textContent).join(''));
      assert.equal(marked, claim.evidence.map((e) => e.text).join(''));
      const trigger = await page.locator('.mark.strong').evaluateAll((all) => all.map((e) => e.textContent));
      const cut = (span) => [...report.text].slice(...span).join('');
      assert.deepEqual(
        trigger,
        claim.evidence.map((e) => cut(e.trigger)),
      );
      const named = [...claim.actors, ...claim.recipients].flatMap((p) => (p.span ? [cut(p.span)] : []));
      const boxed = await page.locator('.mark.party').evaluateAll((all) => all.map((e) => e.textContent).join('|'));
      for (const words of named) assert.ok(boxed.replaceAll('|', '').includes(words) || boxed.includes(words), `${words} in ${boxed}`);
    }
  }));

test('offsets beyond the first plane of Unicode and combining marks are right', () =>
  at('/reports/en-1?claim=en-1-2', async (page) => {
    await page.locator('.mark.strong').first().waitFor();
    assert.deepEqual(await page.locator('.mark.strong').allTextContents(), ['offered to mediate']);
    await page.getByRole('link', { name: 'Claim 3', exact: true }).click();
    await page.waitForURL(/claim=en-1-3/);
    assert.deepEqual(await page.locator('.mark.strong').allTextContents(), ['warned']);
    assert.ok((await text(page)).includes('cafe\u0301'));
  }));

test('claims that overlap keep a line each, and clicks go through them', () =>
  at('/reports/fr-1', async (page) => {
    const sentence = page.locator('.mark', { hasText: 'accord de paix' });
    await sentence.waitFor();
    assert.equal(await sentence.locator('.line').count(), 2);
    await sentence.click();
    await page.waitForURL(/claim=fr-1-2/);
    await page.locator('.mark', { hasText: 'accord de paix' }).click();
    await page.waitForURL(/claim=fr-1-3/);
    await page.locator('.mark', { hasText: 'accord de paix' }).click();
    await page.waitForURL(/claim=fr-1-2/);
  }));

test('a claim’s account tells its fields and leads to its event', () =>
  at('/reports/en-1?claim=en-1-3', async (page) => {
    const account = page.locator('.claims li.chosen');
    for (const word of ['possible', 'officials', '19 August 2024', 'Yerevan', '58%', 'CAMEO'])
      await account.getByText(word).first().waitFor();
    await page.goto(page.url().replace('en-1-3', 'en-1-1'));
    await page.locator('.claims li.chosen').getByText('meaning “Baku”').waitFor();
    await page.getByRole('link', { name: /Event e-ru-1-1/ }).click();
    await page.waitForURL('**/events/e-ru-1-1');
  }));

test('Arabic runs from right to left, in its own script and on its words', () =>
  at('/reports/ar-1?claim=ar-1-2', async (page) => {
    await page.locator('.mark.strong').waitFor();
    assert.equal(await page.locator('.mark.strong').textContent(), 'ستستضيف محادثات');
    const article = page.locator('article');
    assert.equal(await article.getAttribute('dir'), 'rtl');
    assert.equal(await article.getAttribute('lang'), 'ar');
    const { direction, align, left, right } = await page
      .locator('.text')
      .first()
      .evaluate((p) => {
        const range = document.createRange();
        range.selectNodeContents(p);
        const [box] = range.getClientRects();
        const around = p.getBoundingClientRect();
        return {
          direction: getComputedStyle(p).direction,
          align: getComputedStyle(p).textAlign,
          left: box.left - around.left,
          right: around.right - box.right,
        };
      });
    assert.equal(direction, 'rtl');
    assert.equal(align, 'start');
    assert.ok(right < left + 1, 'the text begins at the right');
    // What is around it stays as it is.
    assert.equal(await page.locator('html').evaluate((e) => getComputedStyle(e).direction), 'ltr');
    await page.goto(`${new URL(page.url()).origin}/search?q=موسكو`);
    await page.locator('.snippet[dir=rtl] mark').first().waitFor();
  }));

test('a report with scripts in title, body, source, address and toll is words and nothing else', () =>
  at('/reports/hostile?claim=hostile-1', async (page) => {
    await title(page).waitFor();
    assert.match(await title(page).textContent(), /^<script>window\.pwned = true; document\.title = "pwned"<\/script> Shelling <img src=x/);
    assert.equal(await page.locator('article script, article img, aside img, article b').count(), 0);
    assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
    assert.match(await page.title(), /^<script>/);
    const { report } = await page.evaluate(() => fetch('/api/v1/reports/hostile').then((r) => r.json()));
    assert.equal(await text(page), report.text);
    for (const view of ['/events/e-hostile-1', '/search?q=Syunik', '/search', '/review', '/timeline?place=x:place-syunik']) {
      await page.goto(new URL(page.url()).origin + view);
      await page.getByText('window.pwned').or(page.getByText('Armenia')).first().waitFor();
      assert.equal(await page.locator('main script, main img').count(), 0);
      assert.notEqual(await page.evaluate(() => window.pwned), true);
    }
  }));

test('a report without claims, and one without title, date and source', async () => {
  await at('/reports/nothing', (page) => page.getByText('No claim was found in this report.').waitFor());
  await at('/reports/untitled', async (page) => {
    await page.getByRole('heading', { name: 'Report' }).waitFor();
    await page.getByText('English (detected with 97% certainty)').waitFor();
  });
});

test('a very long report is read without a stand-still', () =>
  at('/reports/fr-1', async (page) => {
    // Two million characters with two thousand claims in five thousand paragraphs, as large as a text can be.
    await page.route('**/api/v1/reports/long', async (route) => {
      const paragraph = `${'Une phrase assez longue de ce rapport sans fin, 𝐀 et la suite. '.repeat(6).slice(0, 398)}\n\n`;
      const size = [...paragraph].length;
      const account = await page.evaluate(() => fetch('/api/v1/reports/fr-1').then((r) => r.json()));
      const claims = Array.from({ length: 2000 }, (_, i) => ({
        ...account.claims[0],
        id: `long-${i + 1}`,
        report: 'long',
        actors: [],
        recipients: [],
        evidence: [
          { span: [i * 2 * size, i * 2 * size + 60], trigger: [i * 2 * size + 4, i * 2 * size + 10], text: paragraph.slice(0, 60) },
        ],
      }));
      await route.fulfill({ json: { report: { ...account.report, id: 'long', title: undefined, text: paragraph.repeat(5000) }, claims } });
    });
    await page.goto(`${new URL(page.url()).origin}/reports/long`);
    await page.getByRole('heading', { name: '2,000 claims' }).waitFor();
    const began = Date.now();
    await page.locator('.claims li > button').nth(3).click();
    await page.locator('.mark.strong').waitFor();
    assert.ok(Date.now() - began < 5000, `chosen after ${Date.now() - began} ms`);
  }));
