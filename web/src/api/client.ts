// In: paths of docs/api.md. Out: answers, or a Fault that says what went wrong and what helps. Always: only this server is asked.

import { asked } from '$/lib/dataset';
import type { Judgement } from './records';

const BASE = '/api/v1';
/** An answer that takes longer is given up. */
const PATIENCE_MS = 30_000;
/** Answers kept for going back and forth; the browser asks with their ETag again after a reload. */
const KEPT = 60;

export type FaultKind = 'offline' | 'slow' | 'token' | 'right' | 'missing' | 'wrong' | 'busy' | 'server' | 'page';

/** Why there is no answer. */
export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    /** What the server says of it, in English; empty where it says nothing. */
    readonly detail: string,
    readonly remedy: string,
    readonly status: number,
  ) {
    super(detail || kind);
  }
}

export type Query = Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>;

/** The address of an answer: empty values are left out, lists are joined by commas. */
export function address(path: string, query: Query = {}): string {
  const all: Query = { ...query, dataset: asked(path) };
  const parts = Object.entries(all).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(',') : value === null || value === undefined || value === false ? '' : String(value);
    return text ? [`${name}=${encodeURIComponent(text).replaceAll('%2C', ',')}`] : [];
  });
  return `${BASE}${path}${parts.length ? `?${parts.join('&')}` : ''}`;
}

/** A segment of a path. */
export const segment = (id: string) => encodeURIComponent(id);

const kept = new Map<string, unknown>();
/** The token of a public server, for as long as the tab lives. */
let token = remembered();

function remembered(): string | null {
  try {
    return sessionStorage.getItem('chancery.token');
  } catch {
    return null;
  }
}

export function useToken(given: string) {
  token = given.trim() || null;
  kept.clear();
  try {
    if (token) sessionStorage.setItem('chancery.token', token);
    else sessionStorage.removeItem('chancery.token');
  } catch {
    // Without storage it is asked for again after a reload.
  }
}

export function known<T>(url: string): T | undefined {
  return kept.get(url) as T | undefined;
}

export function forget() {
  kept.clear();
}

function keep(url: string, answer: unknown) {
  kept.delete(url);
  kept.set(url, answer);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
}

async function send(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const slow = AbortSignal.timeout(PATIENCE_MS);
  const headers = new Headers(init.headers);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers, signal: signal ? AbortSignal.any([signal, slow]) : slow });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Fault(slow.aborted ? 'slow' : 'offline', '', '', 0);
  }
  if (!response.ok) throw await faultOf(response);
  return response;
}

async function faultOf(response: Response): Promise<Fault> {
  const { status } = response;
  const kind: FaultKind =
    status === 401
      ? 'token'
      : status === 403
        ? 'right'
        : status === 404
          ? 'missing'
          : status === 429 || status === 503
            ? 'busy'
            : status >= 500
              ? 'server'
              : 'wrong';
  const told: unknown = await response.json().catch(() => null);
  const word = (name: string) => {
    const value = told && typeof told === 'object' ? (told as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return new Fault(kind, word('detail') || word('title'), word('remedy'), status);
}

/** Asks for JSON. */
export async function ask<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await send(url, { headers: { Accept: 'application/json' } }, signal);
  const answer = await read(response, signal);
  keep(url, answer);
  return answer as T;
}

async function read(response: Response, signal?: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Fault('server', 'the answer is not JSON', '', response.status);
  }
}

/** Asks for a file to save. */
export async function askFile(url: string): Promise<Blob> {
  return (await send(url, {})).blob();
}

/** Adds a judgement; everything known before may have changed with it. */
export async function judge(judgement: Judgement): Promise<{ review: number; events: number }> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(judgement) };
  const response = await send(`${BASE}/reviews`, init);
  forget();
  return (await read(response)) as { review: number; events: number };
}
