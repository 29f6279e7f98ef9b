### The reading room.

reading-title = Reading room
reading-purpose = Your worklist, the images and the report.
