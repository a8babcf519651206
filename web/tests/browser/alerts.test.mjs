import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { at, behave, title } from './browser.mjs';

beforeEach(() => behave('reset=1'));

test('alerts tell the rule, what happened, who says so, and where it went', () =>
  at('/', async (page) => {
    await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
    await title(page).getByText('Alerts').waitFor();
    const first = page.locator('article').first();
    // A name of a rule is words, whatever it holds.
    await first.getByRole('link', { name: 'Many dead <b>near</b> Stepanakert' }).waitFor();
    await first.getByText('fired 30 Sept 2024, 10:05 UTC').waitFor();
    await first.getByText('has it, 30 Sept 2024, 10:05 UTC').waitFor();
    await first.getByText('not yet: tried 3 times, again 30 Sept 2024, 10:12 UTC').waitFor();
    await first.getByText('no answer within 10s').waitFor();
    await first.locator('summary').click();
    await first.locator('blockquote').first().waitFor();
    const second = page.locator('article').nth(1);
    await second.getByText(/Drifting apart · 1 October 2023/).waitFor();
    await second.getByText('given up after 12 attempts').waitFor();
    await page.locator('article').nth(2).getByText('kept here only').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Atom feed' }).getAttribute('href'), '/api/v1/alerts.atom');
    await first.locator('a.event').click();
    await page.waitForURL('**/events/e-fr-1-1');
    await page.goBack();
    await second.getByRole('link', { name: 'Armenia – Russia' }).click();
    await page.waitForURL(/dyads\/ARM\/RUS/);
  }));

test('alerts come a page at a time, and of one rule', () =>
  at('/alerts', async (page) => {
    await page.locator('article').first().waitFor();
    assert.equal(await page.locator('article').count(), 25);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.waitForFunction(() => document.querySelectorAll('article').length === 32);
    await page.getByRole('link', { name: 'Armenia turns from Russia' }).click();
    await page.waitForURL('**/alerts?rule=Armenia%20turns%20from%20Russia');
    await page.waitForFunction(() => document.querySelectorAll('article').length === 1);
    assert.equal(
      await page.getByRole('link', { name: 'Atom feed' }).getAttribute('href'),
      '/api/v1/alerts.atom?rule=Armenia%20turns%20from%20Russia',
    );
    await page.getByRole('link', { name: 'All rules' }).click();
    await page.waitForFunction(() => document.querySelectorAll('article').length > 1);
  }));

test('without alerts the page says how to make rules', async () => {
  await behave('empty=1');
  await at('/alerts', async (page) => {
    await page.getByText('No alert has fired.').waitFor();
    await page.getByText('[[rule]]').waitFor();
    await page.getByText('chancery watch feeds.toml --alerts alerts.toml').waitFor();
  });
  await at('/alerts?lang=fr', (page) => page.getByText('Aucune alerte ne s’est déclenchée.').waitFor());
});
