### Der Leseraum.

reading-title = Leseraum

## Die Bildansicht

viewer-tools = Bildwerkzeuge
tool-window = Fenster
tool-zoom = Vergrössern
tool-pan = Verschieben
tool-length = Länge
tool-invert = Umkehren
tool-reset = Zurücksetzen
tool-layout = Anordnung { $layout }
tool-key-image = Schlüsselbild
tool-preset = Fenstervorgaben

window-recorded = Wie aufgenommen
window-auto = Aus den Werten
window-abdomen = Abdomen
window-lung = Lunge
window-bone = Knochen
window-brain = Gehirn
window-mediastinum = Mediastinum
window-liver = Leber
window-spine = Wirbelsäule
window-narrow = Mehr Kontrast
window-wide = Weniger Kontrast

measure-calibrated = kalibriert
measure-detector = am Detektor, nicht kalibriert
measure-none = nicht kalibriert

pane-label = { $series }, Bild { $number } von { $total }
pane-empty = Hier ist keine Serie
pane-loading = Das erste Bild wird geladen
pane-preview = Vorschau, nicht zum Befunden
pane-failed = Bild { $number }:
pane-progress = { $done } von { $total } Bildern sind da
pane-thickness = Schichtdicke { $value } mm
pane-lossy = verlustbehaftet komprimiert
pane-inverted = invertiert
pane-detector = (am Detektor)
pane-no-orientation = keine Ausrichtung vermerkt
pane-no-scale = kein Massstab vermerkt

## Die Tür

reading-offline = Sie sind offline. Was Sie geschrieben haben, bleibt hier und wird gespeichert, sobald die Verbindung wieder da ist.
reading-offline-short = Offline
reading-again = Noch einmal versuchen

door-title = Der Leseraum
door-purpose = Hier lesen Radiologinnen und Radiologen der Praxis Bilder und schreiben Zweitmeinungen.
door-need = Öffnen Sie dafür den Einladungslink der Praxis. Waren Sie schon in einem anderen Browser hier, nutzen Sie Ihren Wiederherstellungscode.
door-recover = Wiederherstellungscode nutzen
door-invited = { $practice } lädt Sie ein
door-nameless = Radiologin oder Radiologe
door-as = Sie sind eingeladen zu lesen als: { $name }.
door-keys = Beim Beitreten erzeugt dieser Browser Ihre eigenen Schlüssel. Sie bleiben auf diesem Gerät, und der Server sieht sie nie.
door-join = Der Praxis beitreten
door-ask = Wenn der Link nicht geht, bitten Sie die Praxis um einen neuen.
door-known = Sie sind schon hier, { $name }
door-known-why = Dieser Browser gehört einer Person. Die Einladung wurde nicht verwendet.
door-other-room = Diese Einladung gilt für einen anderen Raum
door-other-room-why = Sie gilt nicht für die Radiologie. Bitte fragen Sie die Praxis, welche Seite Sie öffnen sollen.
door-worklist = Arbeitsliste

recover-title = Mit dem Wiederherstellungscode zurückkommen
recover-code = Wiederherstellungscode
recover-hint = Er steht auf Ihrem Wiederherstellungsblatt. Gross- und Kleinschreibung spielt keine Rolle.
recover-go = Wiederherstellen

sheet-title = Ihr Wiederherstellungsblatt
sheet-why = Gehen Browser oder Rechner verloren, bringt nur dieser Code Ihre Schlüssel zurück. Die Praxis kann das nicht.
sheet-make = Wiederherstellungscode erzeugen
sheet-later = Später
sheet-offer = Wiederherstellungsblatt
sheet-qr = Wiederherstellungscode als Bild für eine Kamera
sheet-keep = Drucken Sie es oder schreiben Sie es ab. Wer den Code hat, kann als Sie lesen: Bewahren Sie ihn sicher auf.
sheet-print = Drucken

## Die Arbeitsliste

worklist-title = Arbeitsliste
worklist-refresh = Aktualisieren
worklist-trouble = Die Liste konnte nicht aktualisiert werden
worklist-choose = Wählen Sie einen Fall. Die Tasten j und k gehen durch die Liste.
worklist-empty = Noch keine Fälle für Sie
worklist-empty-why = Sobald die Praxis Sie um eine Zweitmeinung bittet, steht der Fall mit seiner Frist hier.

case-label = Der gewählte Fall
case-nameless = Fall
case-due = fällig { $moment }
case-overdue = war fällig { $moment }
case-no-time = noch keine Frist
case-waits = Die Praxis wartet auf die Patientin oder den Patienten
case-waits-why = Die Frist ruht, bis die Antwort da ist.
case-open = Leseraum öffnen
case-open-report = Bilder und Befund öffnen
case-closed-to-you = Dieser Fall ist jetzt nicht für Sie offen. Sollte er es sein, fragen Sie die Koordination.

service-standard = Standard, 72 h
service-express = Express, 48 h
service-priority = Priorität, 24 h

standing-asked = fragt Sie an
standing-accepted = Erstlesung
standing-committed = Befund
standing-revealed = Vergleich
standing-signed = signiert
standing-other = bei jemand anderem
standing-withdrawn = zurückgezogen

intake-question = Fragestellung
intake-patient = Patientin oder Patient
intake-operation = Geplante Operation
intake-side = Seite und Höhe
intake-date = Datum der Operation
intake-date-open = noch nicht festgelegt
intake-surgeon = Chirurgie
intake-hospital = Spital oder Klinik
intake-first_radiologist = Erstbefundende Person
intake-history = Vorgeschichte
intake-for = Gesendet von
intake-urgent = Dringende Ergebnisse
born = geboren { $date }

urgent-call_first = zuerst anrufen
urgent-read_alone = liest allein
urgent-with_doctor = möchte mit einer Ärztin oder einem Arzt lesen

side-left = links
side-right = rechts
side-both = beidseits
side-midline = Mittellinie
side-none = keine Seite

declare-title = Sind Sie unabhängig?
declare-why = Sie lesen ohne Anteil an dieser Operation. Die Erklärung wird festgehalten und ist für die Patientin oder den Patienten sichtbar.
declare-surgeon = Ich bin unabhängig von der Chirurgin oder dem Chirurgen: { $name }
declare-hospital = Ich bin unabhängig vom Haus: { $name }
declare-first_radiologist = Ich bin unabhängig von der erstbefundenden Person: { $name }
declare-missing = Haken Sie dies an, wenn es stimmt. Stimmt es nicht, lehnen Sie den Fall ab.
declare-nobody = Es wurde niemand genannt. Es gibt nichts zu erklären.
declare-accept = Fall annehmen
declare-decline = Ablehnen
decline-reason = Grund, für die Koordination

recuse-title = Von diesem Fall zurücktreten
recuse-why = Der Fall geht an die Koordination zurück. Wer ihn danach liest, sieht nicht, was Sie geschrieben haben.
recuse-go = Zurücktreten

originals-get = Originaldateien für meine Arbeitsstation
originals-what = Ein ZIP mit allen Dateien der CD, die Sie öffnen dürfen. Die ersten 128 Bytes jeder Bilddatei sind geleert.
originals-gathering = Dateien werden gesammelt und geprüft
originals-of = { $done } von { $total }
originals-done = Das ZIP wurde Ihrem Browser übergeben. Jede Datei wurde geprüft.

timeline-title = Was geschehen ist
who-you = Sie
who-practice = Die Praxis
who-coordinator = Koordination
who-radiologist = Radiologie
who-patient = Patientin oder Patient
who-link_holder = Jemand mit einem Link

happened-opened = Fall eröffnet
happened-consented = Einwilligung gegeben
happened-images_added = Bilder hinzugefügt
happened-documents_added = Dokumente hinzugefügt
happened-submitted = Eingereicht
happened-returned = Zurückgegeben, die Frist ruht
happened-resumed = Beantwortet, die Frist läuft weiter
happened-rescheduled = Operation verschoben
happened-assigned = Radiologie angefragt
happened-accepted = Angenommen, Unabhängigkeit erklärt
happened-declined = Abgelehnt
happened-recused = Zurückgetreten
happened-first_read_committed = Erstlesung festgelegt
happened-original_revealed = Erstbefund geöffnet
happened-report_signed = Befund signiert
happened-addendum_signed = Nachtrag signiert
happened-translation_signed = Übersetzung signiert
happened-opened_by = { $what ->
    [intake] Fragen und Antworten geöffnet
    [images] Bilder geöffnet
    [original] Ersten Befund geöffnet
    [report] Bericht geöffnet
    [thread] Nachrichten geöffnet
   *[other] Einen Teil des Falls geöffnet
}
happened-question = Frage
happened-answer = Antwort
happened-notice = Hinweis
happened-acknowledged = Zur Kenntnis genommen
happened-share_created = Freigabelink erstellt
happened-share_opened = Freigabelink geöffnet
happened-share_revoked = Freigabelink zurückgezogen
happened-regranted = Schlüssel weitergegeben
happened-member_removed = Eine Person wurde entfernt
happened-refused = Von der Praxis abgelehnt
happened-withdrawn = Zurückgezogen
happened-restricted = Eingeschränkt
happened-closed = Abgeschlossen
happened-outcome_added = Verlauf ergänzt
happened-erased = Gelöscht

## Der Leseraum

room-title = Leseraum: Bilder und Befund
room-loading = Der Fall wird geholt und geprüft
room-images = Bilder
room-no-images = In diesem Fall sind keine Bilder
room-editor = Editor
room-rail = Serien
room-original = Erstbefund
room-keys = Tasten
room-width = Breite des Editors

banner-label = Person, Untersuchung und Seite
banner-patient = Person
banner-born = geboren
banner-examined = Untersucht
banner-operation = Operation
banner-disc-side = Seite auf der CD
banner-unknown = nicht vermerkt
banner-nameless = kein Name vermerkt
banner-no-side = keine Seite angegeben

mismatch-name = Auf der CD steht ein anderer Name: { $name }.
mismatch-birth = Auf der CD steht ein anderes Geburtsdatum: { $date }.
mismatch-people = Nach Name oder Geburtsdatum gehören die Bilder zu { $count } verschiedenen Personen.
mismatch-side = Die Operation ist auf einer anderen Seite geplant, als die Bilder zeigen: { $side }.

rail-checks = Was gefunden wurde
image-check-missing_slices = { $missing } fehlen, { $received } da
image-check-irregular_spacing = ungleiche Abstände, { $smallest_mm } bis { $largest_mm } mm
image-check-mixed_thickness = { $thinnest_mm } bis { $thickest_mm } mm dick
image-check-gantry_tilt = Gantry-Kippung { $degrees }°
image-check-came_in_parts = { $images } der Bilder kamen später; die Prüfungen gelten für jeden Teil allein
image-check-duplicate_instances = { $images } doppelt, einmal gezählt
image-check-conflicting_instances = { $images } unter mehrfach benutzter UID
image-check-truncated = { $images } abgeschnitten
image-check-lossy = { $ceiling ->
    [0] verlustbehaftet, { $images } Bilder
   *[other] { $ratio ->
        [0] verlustbehaftet, Faktor unbekannt
       *[other] verlustbehaftet { $ratio }:1, Grenze { $ceiling }:1
    }
}
image-check-not_diagnostic = { $images } ohne die Werte des Geräts
image-check-cannot_decode = { $images } nicht dekodierbar
image-check-localizer_only = nur Übersichten
image-check-burned_in = { $images } mit oder vielleicht mit Text im Bild
image-check-pet_without_suv = SUV nicht berechenbar
image-check-no_orientation = { $images } ohne Lage
image-check-no_laterality = keine Seite angegeben
image-check-mixed_orientation = { $directions } Richtungen
image-check-thick_slices = Schichten { $value } mm, üblich bis { $limit }
image-check-wide_gap = Lücken { $value } mm, üblich bis { $limit }
image-check-coarse_pixels = Pixel { $value } mm², üblich bis { $limit }

rail-label = Serien
rail-images = { $count } B.
age-unknown = Alter unbekannt
age-days = { $count ->
    [0] heute
    [one] vor 1 Tag
   *[other] vor { $count } Tagen
}
age-months = { $count ->
    [one] vor 1 Monat
   *[other] vor { $count } Monaten
}
age-years = { $count ->
    [one] vor 1 Jahr
   *[other] vor { $count } Jahren
}
plane-axial = ax
plane-coronal = cor
plane-sagittal = sag
plane-oblique = obl

keys-title = Tasten
keys-mouse = Maus: Rad blättert, Strg und Rad vergrössern, rechte Taste fenstert, mittlere Taste verschiebt.
key-scroll = nächstes oder voriges Bild
key-jump = zehn Bilder weiter, erstes oder letztes
key-presets = Fenstervorgaben
key-window = fenstern mit der linken Taste
key-zoom = vergrössern
key-pan = verschieben
key-length = Länge messen
key-delete = gewählte Messung entfernen
key-invert = umkehren
key-reset = ganzes Bild, aufgenommenes Fenster
key-layout = Anordnung
key-series = nächste oder vorige Serie
key-image = Schlüsselbild zum Befundpunkt
key-image-writing = dasselbe während des Schreibens
key-editor = Editor einklappen
key-full = nur Bilder
key-commit = festlegen oder signieren (fragt nach)
key-help = diese Liste

## Schreiben

kept-saved = Versiegelt gespeichert
kept-saving = Wird gespeichert …
kept-trouble = Noch nicht gespeichert.
choose = Bitte wählen

first-title = Erstlesung
first-impression = Erste Beurteilung
first-then = Nach dem Festlegen lässt sich die Erstlesung nicht mehr ändern. Erst dann kann der Erstbefund geöffnet werden.
first-commit = Erstlesung festlegen

finding-title = Befundpunkt { $number }
finding-active = Schlüsselbilder kommen hierher
finding-after = nach der Erstlesung
finding-changed = nach der Erstlesung geändert
finding-remove = Entfernen
finding-text = Was zu sehen ist
finding-region = Region
finding-side = Seite
finding-level = Höhe der Wirbelsäule
finding-certainty = Wie sicher
finding-verdict = Verglichen mit dem Erstbefund
finding-impact = Folge für die Behandlung
finding-answers = Antwortet auf diesen Satz
finding-unanswer = Zurücknehmen
finding-answers-hint = Wählen Sie im Erstbefund den Satz, auf den dies antwortet.
finding-image = Bild vom Bildschirm hinzufügen
finding-add = Befundpunkt hinzufügen
level-none = keine

key-images = Schlüsselbilder zu Befundpunkt { $number }
key-image-name = { $series }, Bild { $number }
key-image-gone = ein Bild einer anderen Sendung
key-image-caption = Legende zu Schlüsselbild { $number }
key-image-caption-hint = Legende
key-image-remove = Entfernen
key-image-unclear = Dieses Bild trägt dieselben Kennungen wie ein anderes des Falls und kann deshalb kein Schlüsselbild sein. Bitte beschreiben Sie die Stelle in Worten.
key-image-added = Das Bild wurde Befundpunkt { $number } hinzugefügt.

checks-found = { $count ->
    [one] 1 Hinweis zu den Bildern aus ihren Kopfdaten
   *[other] { $count } Hinweise zu den Bildern aus ihren Kopfdaten
}
checks-hint = Bestätigen Sie, was die Befundung einschränkt; es kommt unten in den Grund. Was nicht einschränkt, verwerfen Sie mit Begründung. Beides steht im Bericht.
checks-open = { $count ->
    [one] 1 ist noch nicht beurteilt.
   *[other] { $count } sind noch nicht beurteilt.
}
checks-left = { $count ->
    [one] 1 Hinweis zu den Bildern ist nicht beurteilt
   *[other] { $count } Hinweise zu den Bildern sind nicht beurteilt
}
checks-left-why = Sie können weitergehen. Die Patientin oder der Patient hat davon erfahren und liest dann keine Antwort.
checks-overrule = Verwerfen
checks-overrule-this = Verwerfen: { $words }
checks-because = Verworfen, weil
gap-check-because = Sagen Sie, warum die Prüfung verworfen wird: «{ $check }»
checks-confirm = Bestätigen
checks-confirm-this = Bestätigen: { $words }

adequacy-title = Sind die Bilder gut genug?
adequacy-adequate = ausreichend
adequacy-limited = eingeschränkt
adequacy-not_adequate = nicht ausreichend
adequacy-reason = Was sie einschränkt

verdict-agrees = stimmt überein
verdict-adds = ergänzt
verdict-not_confirmed = nicht bestätigt
verdict-characterises_differently = beschreibt anders
verdict-raises_question = wirft eine Frage auf
impact-none = keine Folge für die Behandlung
impact-unlikely = ändert die Behandlung wohl nicht
impact-likely = ändert die Behandlung wahrscheinlich

commit-title = Erstlesung festlegen
commit-why = Damit steht Ihre Erstlesung fest. Danach lässt sie sich nicht mehr ändern.
commit-go = Festlegen
sign-title = Befund signieren
sign-why = Ihre Signatur wird festgehalten. Spätere Änderungen sind Nachträge; nichts wird überschrieben.
sign-go = Signieren
confirm-patient = Die Bilder gehören zu { $patient }, Geburtsdatum: { $born }.
confirm-examination = Ich habe die Untersuchung gelesen vom: { $examined }.
confirm-side = Seite und Höhe der Operation: { $operation }. Meine Befundpunkte nennen die Seiten so, wie sie sind.
confirm-missing = Prüfen Sie dies und haken Sie es an.

gap-adequacy = Sagen Sie, ob die Bilder gut genug sind.
gap-reason = Sagen Sie in wenigen Worten, was die Bilder einschränkt.
gap-findings = Schreiben Sie mindestens einen Befundpunkt. Auch ein Normalbefund ist einer.
gap-finding-text = Befundpunkt { $number }: Beschreiben Sie, was zu sehen ist.
gap-finding-side = Befundpunkt { $number }: Wählen Sie die Seite oder „keine Seite“.
gap-finding-certainty = Befundpunkt { $number }: Sagen Sie, wie sicher Sie sind.
gap-finding-verdict = Befundpunkt { $number }: Vergleichen Sie ihn mit dem Erstbefund.
gap-finding-impact = Befundpunkt { $number }: Sagen Sie, ob er die Behandlung ändert.
gap-impression = Schreiben Sie mindestens eine Aussage der Beurteilung.
gap-impression-certainty = Aussage { $number }: Sagen Sie, wie sicher Sie sind.
gap-impression-findings = Aussage { $number }: Nennen Sie die Befundpunkte, auf denen sie ruht.
gap-question = Schreiben Sie die Fragestellung.
gap-technique = Sagen Sie, was untersucht und gelesen wurde.
gap-display_used = Sagen Sie, an welchem Bildschirm oder welcher Arbeitsstation Sie lasen.
gap-what_was_looked_at = Einfache Worte: Was angesehen wurde, ist leer.
gap-what_was_seen = Einfache Worte: Was zu sehen war, ist leer.
gap-how_sure = Einfache Worte: Wie sicher ist leer.
gap-same_or_different = Einfache Worte: Gleich oder anders ist leer.
gap-does_not_say = Einfache Worte: Was die Bilder nicht sagen, ist leer.
gap-addendum_reason = Sagen Sie, warum der Befund geändert wird.

## Der Erstbefund

original-title = Erstbefund
original-none = Es gibt keinen Erstbefund
original-none-why = Es wurde keiner gesendet. Der Befund wird ohne Vergleich signiert.
original-closed = Der Erstbefund ist noch geschlossen
original-closed-why = Ihre Erstlesung steht fest, Sie dürfen ihn jetzt öffnen. Das Öffnen wird festgehalten.
original-open = Erstbefund öffnen
original-on-disc = { $name } (CD)
original-documents = Dokumente
original-choose = Wählen Sie einen Satz, auf den der aktuelle Befundpunkt antwortet.
original-answered = Befundpunkt { $numbers }
original-page = Seite { $number } von { $total }
original-scan = Diese Seite ist ein Bild ohne Text. Sie ist lesbar, aber kein Satz lässt sich wählen.
original-picture = Erstbefund: { $name }
original-picture-trouble = Dieses Bild lässt sich im Browser nicht zeigen. Speichern Sie die Datei und öffnen Sie sie auf Ihrem Rechner.
original-pdf-trouble = Dieses PDF lässt sich hier nicht zeigen
original-unshown = Diese Art Datei lässt sich hier nicht zeigen
original-unshown-why = Speichern Sie sie und öffnen Sie sie an Ihrer Arbeitsstation.
original-save = Diese Datei speichern

## Der Befund

report-title = Befund
report-technique = Technik
report-prior = Verglichen mit früheren Bildern
report-numbering = Wie die Wirbel gezählt wurden
report-numbering-hint = Zum Beispiel: fünf Lendenwirbel, vom Kreuzbein aufwärts gezählt.
report-findings = Befundpunkte
report-recommendation = Empfehlung
report-display = Verwendeter Bildschirm oder Arbeitsstation
report-display-hint = Zum Beispiel: Befundmonitor, 6 Megapixel, kalibriert.
report-sign = Prüfen und signieren
report-left-out = { $count ->
    [one] Ein Befundpunkt der Erstlesung wurde weggelassen.
   *[other] { $count } Befundpunkte der Erstlesung wurden weggelassen.
}
technique-line = { $kinds } { $name }, { $date }: { $series ->
    [one] 1 Serie
   *[other] { $series } Serien
}, { $images ->
    [one] 1 Bild
   *[other] { $images } Bilder
}.

impression-title = Beurteilung
impression-text = Aussage { $number }
impression-rests = Ruht auf Befundpunkt
impression-of = Befundpunkt { $numbers }
impression-add = Aussage hinzufügen

plain-title = In einfachen Worten, für die Patientin oder den Patienten
plain-why = Kurze Sätze, keine Vorwürfe, kein Rat zur Behandlung. Höchstens 180 Wörter.
plain-language = Sprache der Patientin oder des Patienten
plain-looked = Was angesehen wurde
plain-seen = Was zu sehen war
plain-sure = Wie sicher
plain-same = Gleich oder anders
plain-same-hint = Neutrale Worte. Ein Unterschied ist kein Fehler.
plain-not = Was die Bilder nicht sagen
plain-questions = Fragen für das Gespräch mit der Chirurgie
plain-questions-hint = Eine pro Zeile.
plain-words = { $count } Wörter

check-running = Die Regeln zum Signieren werden geprüft …
check-clean = Die Regeln zum Signieren haben nichts gefunden
check-warnings = { $count ->
    [one] Eine Stelle zum Nachsehen
   *[other] { $count } Stellen zum Nachsehen
}
check-removed = Ohne geöffneten Erstbefund entfallen Vergleich und Folge
check-refused = Dies kann noch nicht signiert werden

place-findings = Befundpunkt { $number }
place-impression = Aussage { $number }
place-plain_summary = Einfache Worte
place-numbering = Zählung
warning-rule-side_differs = Der Text nennt eine andere Seite als die gewählte.
warning-rule-level_differs = Der Text nennt eine andere Höhe als die gewählte.
warning-rule-numbering_missing = Sagen Sie, wie die Wirbel gezählt wurden.
warning-rule-agrees_with_impact = Er stimmt überein und hat doch eine Folge.
warning-rule-answers_nothing = Wählen Sie den Satz im Erstbefund, auf den er antwortet.
warning-rule-hedge_outside_scale = Sagen Sie mit der Skala, wie sicher Sie sind, nicht mit diesem Wort.
warning-rule-blaming_word = Wählen Sie ein neutrales Wort. Ein Unterschied ist kein Fehler.
warning-rule-treatment_advice = Machen Sie aus dem Rat eine Frage für das Gespräch.
warning-rule-summary_long = Kürzen Sie auf 180 Wörter.
warning-rule-no_questions = Schreiben Sie eine Frage, die ins Gespräch mitgenommen werden kann.

signed-title = Signierter Befund, Version { $version }
signed-when = Signiert { $moment }
signed-verified = Signatur, Erstlesung und Bilder wurden auf diesem Gerät geprüft.
signed-older = Version { $version }, { $moment }, abgelöst
addendum-begin = Nachtrag schreiben
addendum-title = Nachtrag zu Version { $version }
addendum-reason = Grund des Nachtrags
addendum-reason-hint = Alle, die den Befund haben, lesen ihn.
addendum-sign = Nachtrag prüfen und signieren
addendum-cancel = Zurück zum signierten Befund
