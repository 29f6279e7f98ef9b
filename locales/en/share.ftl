### What a surgeon sees behind a link.

share-title = A shared second opinion
share-purpose = A patient shares a radiology report and its images with you.
