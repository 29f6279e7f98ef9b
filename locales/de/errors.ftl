### Was geschehen ist und was zu tun ist, nach dem festen Code des Fehlers.

error-unexpected = Etwas auf dieser Seite hat nicht geklappt. Nichts Gespeichertes ist verloren. Bitte laden Sie die Seite neu.
error-cancelled = Das wurde angehalten. Sie können es neu starten.
error-worker-stopped = Ein Teil dieser Seite ist stehen geblieben. Nichts Gespeichertes ist verloren. Bitte laden Sie die Seite neu.
error-worker-unreadable = Ein Teil dieser Seite hat etwas Unlesbares gesendet. Bitte laden Sie die Seite neu.
error-unknown-act = Diese Seite ist älter als ihre Teile. Bitte laden Sie sie neu.
error-frame-undecodable = Dieses Bild lässt sich im Browser nicht zeigen. Bitte nutzen Sie die Schaltfläche für die Originaldateien.
error-frame-unsupported = Diese Art Bild lässt sich im Browser noch nicht zeigen. Bitte nutzen Sie die Schaltfläche für die Originaldateien.
error-no-graphics = Dieser Browser kann keine Bilder mit der Grafikkarte zeichnen. Bitte versuchen Sie einen anderen Browser oder Rechner.
