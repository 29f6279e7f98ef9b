// A person at a browser of their own. Whatever the browser complains about is kept, and so is every address it asks;
// each page they see is photographed and shown to axe, on a desk and on a phone.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type BrowserContext, type Download, type Page } from '@playwright/test';

const widths = [1440, 390] as const;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa', 'best-practice'];
/** Said by the emulated graphics card, or about features that this browser does not have; not by the pages. */
const machine = /GPU stall due to ReadPixels|GroupMarkerNotSet|Automatic fallback to software WebGL|Permissions-Policy header: Unrecognized feature/;

export class Person {
  readonly complaints: string[] = [];
  readonly asked: string[] = [];
  #seen = 0;

  private constructor(
    readonly name: string,
    readonly story: string,
    readonly width: number,
    readonly context: BrowserContext,
    public page: Page,
  ) {}

  /** A browser that has never been here. */
  static async arrive(browser: Browser, story: string, name: string, width: 1440 | 390 = 1440): Promise<Person> {
    const context = await browser.newContext({ viewport: sizeOf(width), locale: 'en-GB', timezoneId: 'Europe/Zurich', acceptDownloads: true, hasTouch: width === 390 });
    const person = new Person(name, story, width, context, await context.newPage());
    context.on('request', (request) => person.asked.push(request.url()));
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !machine.test(message.text())) person.complaints.push(message.text());
    });
    context.on('weberror', (error) => person.complaints.push(String(error.error())));
    await context.exposeFunction('complain', (text: string) => void person.complaints.push(text));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        (globalThis as unknown as { complain(text: string): void }).complain(`refused by the policy: ${violatedDirective} ${blockedURI}`);
      });
    });
    return person;
  }

  /** Closes the tab and opens another one in the same browser. */
  async closeTab(): Promise<void> {
    await this.page.close();
    this.page = await this.context.newPage();
  }

  /** Looks at the page as it is now: a picture and axe at both widths, nothing to report at either. */
  async see(step: string): Promise<void> {
    const { page } = this;
    const number = String(++this.#seen).padStart(2, '0');
    const folder = join(import.meta.dirname, '../../../target/screenshots/story', this.story);
    mkdirSync(folder, { recursive: true });
    for (const width of [...widths].sort((one) => (one === this.width ? 1 : -1))) {
      await page.setViewportSize(sizeOf(width));
      await page.screenshot({ path: join(folder, `${this.name}-${number}-${step}-${width}.png`), fullPage: true });
      // There are no frames in it, so one pass in the page itself sees everything.
      const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`);
      expect.soft(found, `axe on ${this.name}'s page “${step}”, ${width} pixels wide`).toEqual([]);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `width of ${this.name}'s page “${step}”`).toBeLessThanOrEqual(width);
    }
  }

  /** The first-level heading that the person has in front of them. */
  async reads(heading: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }

  async press(button: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
  }

  async download(button: string | RegExp): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download', { timeout: 60_000 }), this.press(button)]);
    return download;
  }

  /** Nothing was refused by a policy, nothing failed, nobody else was asked for anything. */
  expectNoComplaint(origin: string, allowed: RegExp = /^$/): void {
    expect.soft(this.complaints.filter((text) => !allowed.test(text)), `what ${this.name}'s browser complained about`).toEqual([]);
    expect.soft(this.asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`)), `whom ${this.name}'s browser asked`).toEqual([]);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

function sizeOf(width: number): { width: number; height: number } {
  return { width, height: width === 390 ? 844 : 900 };
}
