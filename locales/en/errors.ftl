### What happened and what to do, by the stable code of the error.

error-unexpected = Something on this page did not work. Nothing that was saved is lost. Please reload the page.
error-cancelled = This was stopped. You can start it again.
error-worker-stopped = A part of this page stopped. Nothing that was saved is lost. Please reload the page.
error-worker-unreadable = A part of this page sent something unreadable. Please reload the page.
error-unknown-act = This page is older than its parts. Please reload it.
error-frame-undecodable = This image cannot be shown in the browser. Please use the button for the original files.
error-frame-unsupported = This kind of image cannot be shown in the browser yet. Please use the button for the original files.
error-no-graphics = This browser cannot draw images with its graphics card. Please try another browser or computer.
