### Die Übersicht der Koordination.

board-title = Fälle
board-purpose = Alle Fälle nach Stand und verbleibender Zeit, ohne Bilder.
