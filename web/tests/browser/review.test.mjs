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
    await dialog.getByText('Mode, context, third parties, time, place').click();
    await dialog.getByLabel('A field, as JSON').selectOption('where');
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

test('parties and toll are corrected in a form, and undone', () =>
  at('/reports/fr-1?claim=fr-1-1', async (page) => {
    const claim = (id) => page.evaluate((one) => fetch(`/api/v1/claims/${one}`).then((r) => r.json()), id);
    const before = await claim('fr-1-1');
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    const dialog = page.getByRole('dialog');
    // Somebody else acts: the words of the report stay, who they mean is what was suggested.
    await dialog.getByRole('combobox', { name: 'Actors 1', exact: true }).fill('Azerb');
    await dialog.getByRole('option', { name: 'Azerbaijan AZE' }).click();
    assert.equal(await dialog.getByLabel('Actors 1: Country').inputValue(), 'AZE');
    await dialog.getByLabel('Actors 1: Sector').selectOption('MIL');
    // Somebody whom nobody knows.
    await dialog.getByRole('button', { name: 'Add an actor' }).click();
    const added = before.actors.length + 1;
    await dialog.getByRole('combobox', { name: `Actors ${added}`, exact: true }).fill('the Third Brigade');
    await dialog.getByLabel(`Actors ${added}: Country`).selectOption('AZE');
    for (const _ of before.recipients)
      await dialog
        .locator('fieldset', { hasText: 'Add a recipient' })
        .getByLabel(/^Remove/)
        .first()
        .click();
    // Bounds that contradict each other are refused.
    await dialog.getByRole('textbox', { name: 'Killed At least' }).fill('30');
    await dialog.getByRole('textbox', { name: 'Killed Likeliest' }).fill('25');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.getByText('in rising order').waitFor();
    await dialog.getByRole('textbox', { name: 'Killed At least' }).fill('25');
    await dialog.getByRole('textbox', { name: 'Killed At most' }).fill('25');
    await dialog.getByRole('textbox', { name: 'Killed Words of the report' }).fill('25 morts');
    for (const end of ['At least', 'Likeliest', 'At most']) await dialog.getByRole('textbox', { name: `Wounded ${end}` }).fill('');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('Judgement 1 kept.').waitFor();
    await page.getByText('Corrected by a person').waitFor();
    const [review] = await reviews(page);
    assert.deepEqual(Object.keys(review.fields).sort(), [...(before.recipients.length ? ['recipients'] : []), 'actors', 'toll'].sort());
    const { actors, recipients, toll } = review.fields;
    assert.deepEqual(
      { ...actors[0], span: null },
      { text: before.actors[0].text, span: null, entity: 'Q227', name: 'Azerbaijan', country: 'AZE', sector: 'MIL', confidence: 1 },
    );
    assert.deepEqual(actors.at(-1), {
      text: 'the Third Brigade',
      span: null,
      entity: null,
      name: null,
      country: 'AZE',
      sector: null,
      confidence: 1,
    });
    assert.deepEqual(recipients ?? [], []);
    assert.deepEqual(toll, { killed: { low: 25, best: 25, high: 25, text: '25 morts', qualifier: 'exact' } });
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Judgement 2 kept.').waitFor();
    await page.getByText('Corrected by a person').waitFor({ state: 'detached' });
    assert.deepEqual(await claim('fr-1-1'), before);
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
