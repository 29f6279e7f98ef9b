### The public start page.

start-lead = A second radiologist, with no part in the operation, looks at the images you already have.
