### Wörter, die jeder Raum braucht.

page-skip = Zum Inhalt springen
page-language = Sprache
page-call = Fragen? Rufen Sie uns an:
page-sealed = In Ihrem Browser versiegelt. Unser Server kann nicht lesen, was Sie senden.

action-back = Zurück
action-continue = Weiter
action-later = Speichern und später weitermachen
action-change = Ändern
action-close = Schließen
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

size-small = kleiner als ein Foto
size-photos = etwa so groß wie { $count ->
    [one] ein Foto
   *[other] { $count } Fotos
}
size-films = etwa so groß wie { $count ->
    [one] eine Stunde Film
   *[other] { $count } Stunden Film
}
page-broken = Diese Seite kann nicht gezeigt werden
page-broken-safe = Nichts ist verloren. Was Sie gesendet oder geschrieben haben, ist sicher.
page-broken-next = Laden Sie die Seite neu. Wenn es wieder geschieht, rufen Sie die Praxis an.
page-reload = Neu laden
