// The worker of pdf.js as one of our own files. It parses what may be hostile, away from the page and without keys.

import 'pdfjs-dist/build/pdf.worker.min.mjs';
