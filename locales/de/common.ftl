### Wörter, die jeder Raum braucht.

page-skip = Zum Inhalt springen
page-language = Sprache
page-call = Fragen? Rufen Sie uns an:
page-sealed = In Ihrem Browser versiegelt. Unser Server kann nicht lesen, was Sie senden.

action-back = Zurück
action-continue = Weiter
action-later = Speichern und später weitermachen
action-change = Ändern
judged-title = Prüfungen der Bilder
judged-confirmed = bestätigt
judged-overruled = nicht bestätigt
action-close = Schliessen
action-pause = Anhalten
action-resume = Weitermachen

question-why = Warum wir fragen:

field-optional = freiwillig
field-problem = Bitte prüfen:
summary-problem = Bitte prüfen Sie diese Antworten

task-done = Erledigt
task-open = Offen
task-started = Angefangen
task-waiting = Noch nicht
task-problem = Wartet auf Sie

callout-note = Gut zu wissen
callout-warning = Bitte ansehen
callout-urgent = Wichtig
callout-good = Erledigt

state-empty = Hier ist noch nichts
state-loading = Wird geladen
state-failed = Das hat nicht geklappt
state-offline = Sie sind offline
state-reference = Wenn Sie uns anrufen, nennen Sie bitte: { $reference }

progress-left = noch { $duration }
progress-unknown = Die Dauer wird berechnet
progress-paused = Angehalten
progress-waiting = Wartet
progress-done = Fertig

timeline-by = bis { $moment }
timeline-next = Als Nächstes:

drop-folder = CD oder Ordner auswählen
drop-zip = ZIP oder einzelne Dateien auswählen
drop-file = Datei auswählen
drop-here = oder hier ablegen
drop-nothing = Es wurde nichts ausgewählt. Wenn der Ordner leer war, wählen Sie die ganze CD.
drop-found = Bisher { $count } Dateien gefunden

duration-moment = weniger als eine Minute
duration-minutes = etwa { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
duration-hours = etwa { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
duration-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}

size-photos = Etwa so gross wie { $count ->
    [one] ein Foto
   *[other] { $count } Fotos
}
size-films = Etwa so gross wie { $count ->
    [one] eine Stunde Film
   *[other] { $count } Stunden Film
}
page-broken = Diese Seite kann nicht gezeigt werden
page-broken-safe = Nichts ist verloren. Was Sie gesendet oder geschrieben haben, ist sicher.
page-broken-next = Laden Sie die Seite neu. Wenn es wieder geschieht, rufen Sie die Praxis an.
page-reload = Neu laden

copy-which = Welche Kopie?
copy-original = So wie auf der CD
copy-original-hint = Jede Datei, mit einem neuen Inhaltsverzeichnis (DICOMDIR). Manche bekommen einen Namen, den jedes Programm lesen kann. Die ersten 128 Bytes jeder Bilddatei bedeuten nichts und werden geleert.
copy-deidentified = Bilder ohne Namen
copy-deidentified-hint = Namen, Nummern und Einrichtungen werden aus den Bilddateien entfernt (DICOM PS3.15, Basisprofil). Befunde, Briefe und andere Dokumente bleiben weg.
copy-dates = Daten der Untersuchungen
copy-dates-shift = Alle Daten verschieben
copy-dates-shift-hint = Um dieselbe geheime Zahl von Tagen. Die Zeit zwischen den Untersuchungen bleibt gleich.
copy-dates-keep = Daten behalten
copy-dates-keep-hint = Daten können anderen helfen herauszufinden, wer Sie sind.
copy-dates-remove = Daten und Uhrzeiten entfernen
copy-pixels-title = Schrift in den Bildern bleibt
copy-pixels = Die Bilder selbst werden nicht verändert. Ultraschall, Angiographie und Bildschirmfotos zeigen oft einen Namen. Eine Aufnahme des Kopfes kann das Gesicht zeigen. Vor dem Speichern sehen Sie, welche Bilder zu prüfen sind.
copy-prepare = Kopie vorbereiten
copy-running = Ihre Dateien werden geholt und geprüft
copy-running-detail = { $done } von { $total }
copy-made = { $count ->
    [one] Eine Bilddatei ist bereit
   *[other] { $count } Bilddateien sind bereit
}
copy-warning-burned_in = { $count ->
    [one] In einem Bild kann Schrift stehen. Sehen Sie es an, bevor Sie die Kopie weitergeben.
   *[other] In { $count } Bildern kann Schrift stehen. Sehen Sie sie an, bevor Sie die Kopie weitergeben.
} Der Text im ZIP sagt, wo sie liegen.
copy-warning-several_patients = Die CD nennt { $count } Personen. In der Kopie sind sie nummeriert.
copy-warning-truncated = { $count ->
    [one] Ein Bild endet zu früh, wie auf der CD.
   *[other] { $count } Bilder enden zu früh, wie auf der CD.
}
copy-warning-not_listed = { $count ->
    [one] Eine Datei steht nicht im Inhaltsverzeichnis, weil sie nicht sagt, wozu sie gehört.
   *[other] { $count } Dateien stehen nicht im Inhaltsverzeichnis, weil sie nicht sagen, wozu sie gehören.
}
copy-left-out = { $count ->
    [one] Eine Datei bleibt weg
   *[other] { $count } Dateien bleiben weg
}
copy-reason-not_dicom = keine Bilddatei, Namen könnten überall darin stehen
copy-reason-dicomdir = das alte Inhaltsverzeichnis
copy-reason-holds_text = Text oder Markierungen von Menschen
copy-reason-holds_document = ein Dokument
copy-reason-duplicate = dasselbe Bild noch einmal
copy-reason-truncated = endet zu früh, um geprüft zu werden
copy-reason-no_pixels = eine Bilddatei ohne Bild
copy-reason-nested_too_deeply = so gebaut, dass es nicht zu prüfen ist
copy-reason-too_large = wird beim Auspacken zu gross
copy-reason-unclear_pixels = das Bild darin ist nicht abzugrenzen
copy-reason-unreadable = war nicht zu lesen
copy-save = ZIP speichern
copy-saved = Das ZIP liegt in Ihren Downloads
copy-readme-title = Über diese Kopie
copy-readme-contents = { $count ->
    [one] Eine Datei der CD ist in dieser Kopie.
   *[other] { $count } Dateien der CD sind in dieser Kopie.
}
copy-readme-preamble = Die ersten 128 Bytes jeder DICOM-Datei (die Präambel) sind geleert. Sie bedeuten in DICOM nichts, aber ein Computer kann sie für ein Programm halten.
copy-readme-dicomdir = DICOMDIR ist ein neues Inhaltsverzeichnis. Das alte ist weggelassen.
copy-readme-names = Sonst ist in den Dateien nichts verändert. Dateien mit Namen, die ein DICOM-Medium nicht erlaubt, haben neue Namen unter DICOM.
copy-readme-profile = Namen, Nummern und Einrichtungen wurden nach dem Basic Application Level Confidentiality Profile (DICOM PS3.15) entfernt. Alle UIDs sind neu.
copy-readme-dates-shift = Alle Daten wurden um dieselbe geheime Zahl von Tagen zurückverschoben.
copy-readme-dates-keep = Die Daten der Untersuchungen wurden behalten.
copy-readme-dates-remove = Daten und Uhrzeiten wurden entfernt.
copy-readme-pixels = Die Bilder selbst wurden nicht verändert. Schrift darin ist noch da, und eine Aufnahme des Kopfes kann das Gesicht zeigen.
copy-readme-left-out = { $count ->
    [one] Eine Datei der CD blieb weg, weil sie jemanden nennen könnte oder nicht zu prüfen war.
   *[other] { $count } Dateien der CD blieben weg, weil sie jemanden nennen könnten oder nicht zu prüfen waren.
}
copy-readme-burned-in = { $count ->
    [one] In diesem Bild kann Schrift stehen. Sehen Sie es an, bevor Sie es weitergeben:
   *[other] In diesen { $count } Bildern kann Schrift stehen. Sehen Sie sie an, bevor Sie sie weitergeben:
}
