import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { at, behave } from './browser.mjs';

beforeEach(() => behave('reset=1'));

test('a fault tells what failed and what helps, and trying again works', async () => {
  await behave('fail=/events');
  await at(
    '/timeline',
    async (page) => {
      const alert = page.getByRole('alert');
      await alert.getByText('The server failed.').waitFor();
      await alert.getByText('disk I/O error while reading events').waitFor();
      await behave('reset=1');
      await alert.getByRole('button', { name: 'Try again' }).click();
      await page.locator('a.event').first().waitFor();
      assert.equal(await alert.count(), 0);
    },
    { allow: [/500/] },
  );
});

test('a slow answer says that it is on its way', async () => {
  await behave('slow=/network');
  await at('/network', async (page) => {
    await page.getByRole('status').getByText('Loading').first().waitFor({ state: 'attached' });
    await page.getByText(/of the triads are in balance/).waitFor();
  });
});

test('a server that is gone says so', () =>
  at(
    '/about',
    async (page) => {
      await page.getByText('chancery 0.1.0').waitFor();
      await page.route('**/api/**', (route) => route.abort());
      await page.getByRole('link', { name: 'Dyads' }).click();
      await page.getByText('The server does not answer.').waitFor();
      await page.locator('code', { hasText: 'chancery serve' }).waitFor();
    },
    { allow: [/ERR_FAILED/] },
  ));

test('what there is not says so', async () => {
  await at('/reports/none', (page) => page.getByText('There is no such thing in the store.').waitFor(), { allow: [/404/] });
  await at('/dyads/XXX/YYY', (page) => page.getByText('There is no such thing in the store.').first().waitFor(), { allow: [/404/] });
  await at('/search?q=xyzzy', (page) => page.getByText('Nothing in the store has “xyzzy”.').waitFor());
  await at('/timeline?party=GEO&category=AID', (page) => page.getByText('No event fits these filters.').first().waitFor());
  await at('/map?party=GEO&category=AID', (page) => page.getByText('No event fits these filters.').first().waitFor());
  await at('/network?least=999', (page) => page.getByText('No two states have enough events in this period.').waitFor());
  await at('/briefs/GEO/FRA', (page) => page.getByText('There is not enough in the store').waitFor());
});

test('an empty store tells how to fill it', async () => {
  await behave('empty=1');
  await at('/', async (page) => {
    await page.getByText('The store is empty').waitFor();
    await page.getByText('chancery ingest reports/').waitFor();
  });
});

test('a public server is asked with a token', async () => {
  await behave('token=open-sesame');
  await at(
    '/timeline',
    async (page) => {
      const alert = page.getByRole('alert').first();
      await alert.getByText('This server asks for a token.').waitFor();
      await alert.getByLabel('Token').fill('open-sesame');
      await alert.getByRole('button', { name: 'Use it' }).click();
      await page.locator('a.event').first().waitFor();
      await page.reload();
      await page.locator('a.event').first().waitFor();
    },
    { allow: [/401/] },
  );
});

test('an answer that the page cannot show leaves the page alive', () =>
  at(
    '/about',
    async (page) => {
      await page.getByText('chancery 0.1.0').waitFor();
      await page.route('**/api/v1/network*', (route) => route.fulfill({ json: { members: [{}], ties: null } }));
      await page.getByRole('link', { name: 'Network' }).click();
      await page.getByText('The page cannot show this.').waitFor();
      await page.getByRole('link', { name: 'Dyads' }).click();
      await page.getByRole('heading', { name: 'Dyads' }).waitFor();
      await page.getByRole('row').nth(3).waitFor();
    },
    { allow: [/./] },
  ));
