import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { at, behave } from './browser.mjs';

beforeEach(() => behave('reset=1'));

const reviews = (page) =>
  page.evaluate(() =>
    fetch('/api/v1/reviews')
      .then((r) => r.json())
      .then((r) => r.rows),
  );

test('pairs are judged with keys: one event, two events, later', () =>
  at('/review', async (page) => {
    await page.getByText('3 pairs to judge').waitFor();
    await page.getByPlaceholder('Why, in words (optional)').fill('the same shelling');
    await page.locator('h1').click();
    await page.keyboard.press('1');
    await page.getByText('Judgement 1 kept.').waitFor();
    await page.getByText('2 pairs to judge').waitFor();
    await page.keyboard.press('2');
    await page.getByText('Judgement 2 kept.').waitFor();
    await page.getByText('1 pair to judge').waitFor();
    await page.keyboard.press('3');
    await page.getByText('Nothing is doubtful.').waitFor();
    const [split, merge] = await reviews(page);
    assert.deepEqual([merge.kind, merge.note, merge.claims], ['merge', 'the same shelling', ['fr-1-1', 'hostile-1']]);
    assert.equal(split.kind, 'split');
  }));

test('a judgement is undone from its notice, and from the log', () =>
  at('/review', async (page) => {
    await page.getByRole('button', { name: /^One event/ }).click();
    await page.getByText('Judgement 1 kept.').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Judgement 2 kept.').waitFor();
    await page.getByRole('link', { name: 'Log' }).click();
    await page.getByRole('row', { name: /One event.*undone \(2\)/ }).waitFor();
    await page.getByRole('link', { name: 'Queue' }).click();
    await page.getByRole('button', { name: /^Two events/ }).click();
    await page.getByText('Judgement 3 kept.').waitFor();
    await page.getByRole('link', { name: 'Log' }).click();
    await page.getByRole('button', { name: 'Undo 3' }).click();
    await page.getByRole('row', { name: /Split off.*undone \(4\)/ }).waitFor();
  }));

test('a claim is corrected, and shows it', () =>
  at('/reports/it-1?claim=it-1-1', async (page) => {
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.getByText('Change a field first.').waitFor();
    await dialog.getByLabel('Category').selectOption('THREATEN');
    await dialog.getByLabel('Status 3').selectOption('possible');
    await dialog.getByLabel('Another field, as JSON').selectOption('where');
    await dialog.getByRole('textbox', { name: 'where' }).fill('{');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.getByText('This is not JSON.').waitFor();
    await dialog.getByRole('textbox', { name: 'where' }).fill('null');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('Judgement 1 kept.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Corrected by a person').waitFor();
    const [review] = await reviews(page);
    assert.deepEqual(review.fields, {
      event: 'THREATEN',
      status: { polarity: 'affirmed', tense: 'past', certainty: 'possible' },
      where: null,
    });
  }));

test('a claim is accepted, called false, and split from its event', () =>
  at('/events/e-fr-1-1', async (page) => {
    const card = (name) => page.locator('li.report', { has: page.getByText(name, { exact: true }) });
    const first = card('Kaukasus-Dienst');
    await first.getByText('Judge', { exact: true }).click();
    await first.getByRole('button', { name: 'Right', exact: true }).click();
    await page.getByText('Judgement 1 kept.').waitFor();
    await first.getByRole('button', { name: 'Not of this event' }).click();
    await page.getByText('Judgement 2 kept.').waitFor();
    await page.getByText('3 sources, 3 reports').waitFor();
    await card('مرصد القوقاز').getByText('Judge', { exact: true }).click();
    await card('مرصد القوقاز').getByRole('button', { name: 'No such claim' }).click();
    await page.getByText('Judgement 3 kept.').waitFor();
    await page.getByText('2 sources, 2 reports').waitFor();
    await page.getByRole('button', { name: 'This event is right' }).click();
    await page.getByText('Judgement 4 kept.').waitFor();
    assert.deepEqual(
      (await reviews(page)).map((r) => r.kind),
      ['accept', 'false', 'split', 'accept'],
    );
  }));

test('who may only read sees no way to judge', async () => {
  await behave('rights=read');
  await at('/events/e-fr-1-1', async (page) => {
    await page.getByRole('heading', { name: /Killed/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: /Right|Correct|No such claim/ }).count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Review' }).count(), 0);
    await page.goto(`${new URL(page.url()).origin}/review`);
    await page.getByText('Reviewing needs a token').waitFor();
  });
});

test('a judgement that is refused says why', () =>
  at(
    '/review',
    async (page) => {
      await page.getByText('3 pairs to judge').waitFor();
      await behave('rights=read');
      await page.getByRole('button', { name: /^One event/ }).click();
      await page.getByText('the right review is needed').waitFor();
      await page.getByText('3 pairs to judge').waitFor();
    },
    { allow: [/403/] },
  ));
