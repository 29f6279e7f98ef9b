### The coordinator's board.

board-title = Cases
board-purpose = Every case by state and time left, without images.
