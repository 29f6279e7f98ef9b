// Measurements in Chromium; `benches/sending.sh` runs them. They are no tests: they print figures.
import { defineConfig } from '@playwright/test';
import stories from '../../playwright.config';

export default defineConfig(stories, { testDir: '.', testMatch: '*.measure.ts', timeout: 3_600_000, outputDir: '../../../target/measured' });
