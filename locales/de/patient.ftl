### Der Raum der Patientin und des Patienten.

patient-not-kept = Ihre letzte Antwort konnte auf diesem Gerät nicht gespeichert werden
patient-not-done = Das hat nicht geklappt

who-you = Sie
who-practice = Die Praxis
who-of-practice = { $name } von der Praxis
who-link = Jemand mit Ihrem Link
who-radiologist = Eine Fachperson für Radiologie
who-other = Eine Person des Falls

## Hereinkommen

welcome-title = Sie sind eingeladen
welcome-named = { $practice } lädt Sie, { $name }, ein, Ihre Bilder für eine zweite Befundung zu bringen.
welcome-unnamed = { $practice } lädt Sie ein, Ihre Bilder für eine zweite Befundung zu bringen.
welcome-next = Zuerst fragen wir nach Zeichen, die nicht warten können. Dann folgt eine Frage der anderen. Sie können jederzeit anhalten und später weitermachen.
welcome-gone = Die Einladung ist nicht mehr auf dieser Seite. Bitte öffnen Sie den Link noch einmal.
welcome-public = Zur öffentlichen Seite

signs-yes = Ja
signs-no = Nein
signs-one = Trifft das jetzt auf Sie zu?
signs-answer = { $area }: Bitte antworten Sie mit Ja oder Nein
signs-not-taken = Wir nehmen Ihren Fall jetzt nicht an. Es wurde nichts gesendet.
signs-mistake = Ich habe aus Versehen Ja gewählt

## Die Aufgaben

tasks-title = Ihre zweite Befundung
tasks-left = { $done } von { $all } Schritten sind erledigt.
tasks-ready = Alles ist beantwortet. Bitte prüfen Sie es noch einmal, dann können Sie es senden.
tasks-group-you = Um wen es geht
tasks-group-operation = Die Operation
tasks-group-question = Ihre Frage
tasks-group-order = Leistung und Einwilligung
tasks-group-images = Bilder und Unterlagen
tasks-group-send = Prüfen und senden
tasks-before-send = Wenn oben alles erledigt ist, prüfen Sie es noch einmal und senden es.
tasks-next = Mit dem nächsten Schritt weitermachen
tasks-check = Prüfen und senden
tasks-kept = Ihre Antworten bleiben versiegelt auf diesem Gerät. Sie können die Seite schliessen und wiederkommen.
tasks-again-title = Bitte wählen Sie denselben Ordner noch einmal
tasks-disc-again = Ein Browser darf Ihre CD nicht behalten. Bitte wählen Sie «{ $name }» noch einmal; Gesendetes wird nicht doppelt gesendet.
tasks-files-again = Ein Browser darf Ihre Dateien nicht behalten. Bitte wählen Sie sie noch einmal.

task-title-whom = Für wen
task-title-patient = Name und Geburtsdatum
task-title-procedure = Operation
task-title-side = Seite
task-title-levels = Höhe an der Wirbelsäule
task-title-date = Datum der Operation
task-title-people = Wer operiert, wo, und wer den ersten Bericht schrieb
task-title-worry = Ihre Frage
task-title-telephone = Telefon für dringende Ergebnisse
task-title-service = Leistung
task-title-consent = Einwilligung
task-title-disc = Bilder
task-title-original = Erster Bericht
task-title-history = Vorgeschichte

## Fragen

whom-title = Für wen fragen Sie?
whom-why = Wer für jemand anderen handelt, bekommt einen eigenen Schlüssel. Das steht im Verlauf des Falls.
whom-self = Für mich selbst
whom-relative = Für jemand anderen
whom-relative-hint = Zum Beispiel für Vater oder Mutter, Ihr Kind, Ihre Partnerin oder Ihren Partner
whom-your-name = Ihr eigener Name
whom-relation = Wie stehen Sie zu dieser Person?
whom-relation-hint = Zum Beispiel Tochter, Ehemann, Beistand
whom-declare = Ich darf für diese Person handeln, und sie weiss davon, soweit es ihr möglich ist.
whom-missing = Bitte wählen Sie, für wen Sie fragen
whom-name-missing = Bitte nennen Sie Ihren eigenen Namen
whom-relation-missing = Bitte sagen Sie, wie Sie zu dieser Person stehen
whom-declare-missing = Bitte bestätigen Sie, dass Sie für diese Person handeln dürfen

person-title-self = Wer sind Sie?
person-title-relative = Um wen geht es?
person-why = Wir vergleichen Name und Geburtsdatum mit der CD, damit niemand die falschen Bilder liest.
person-name = Vor- und Nachname
person-name-hint = So, wie er auf den Unterlagen des Spitals steht
person-birth = Geburtsdatum
person-name-missing = Bitte nennen Sie den Namen
person-birth-missing = Bitte nennen Sie das Geburtsdatum

procedure-title = Welche Operation ist geplant?
procedure-why = So kann die Praxis jemanden wählen, der diesen Teil des Körpers gut kennt.
procedure-search = Suchen
procedure-search-hint = Zum Beispiel Knie, Bandscheibe, Hüfte
procedure-found = { $count ->
    [one] 1 Operation passt
   *[other] { $count } Operationen passen
}
procedure-none = Auf unserer Liste passt nichts. Sie können es in eigenen Worten sagen.
procedure-none-do = In eigenen Worten sagen
procedure-choose = Wählen Sie die Operation
procedure-other = Eine andere Operation, oder es ist noch keine geplant
procedure-text = In Ihren eigenen Worten
procedure-missing = Bitte wählen Sie eine Operation oder «eine andere»
procedure-text-missing = Bitte sagen Sie in eigenen Worten, was geplant ist

region-spine = Wirbelsäule
region-shoulder = Schulter
region-elbow_hand = Ellbogen und Hand
region-hip = Hüfte
region-knee = Knie
region-foot_ankle = Fuss und Sprunggelenk
region-head = Kopf
region-neck = Hals
region-chest = Brust
region-heart_vessels = Herz und Gefässe
region-breast = Weibliche Brust
region-abdomen = Bauch
region-pelvis = Becken

side-title = Auf welcher Seite ist die Operation?
side-why = Vor dem Unterschreiben wird die Seite noch einmal bestätigt.
side-hint = Ihr eigenes Links oder Rechts, so wie Sie es spüren
side-missing = Bitte wählen Sie eine Seite
side-choice-left = Links
side-choice-right = Rechts
side-choice-both = Beide Seiten
side-choice-none = Keine Seite, oder ich weiss es nicht
side-left = links
side-right = rechts
side-both = beidseits
side-midline = in der Mitte
side-none = keine Seite

levels-title = Auf welcher Höhe der Wirbelsäule?
levels-why = Eine falsch gelesene Zahl kann an den falschen Ort führen. Im Bericht steht, wie die Wirbel gezählt wurden.
levels-hint = Das steht im Brief der operierenden Person, zum Beispiel L4/5. Wenn Sie es nicht wissen, gehen Sie einfach weiter.
levels-group-lumbar = Unterer Rücken
levels-group-cervical = Hals
levels-group-thoracic = Oberer Rücken
levels-group-vertebrae = Einzelne Wirbel
levels-chosen = Gewählt: { $levels }
levels-unknown = Nichts gewählt: Wir nehmen an, dass Sie die Höhe nicht kennen.

date-title = Wann ist die Operation?
date-why = Der Bericht muss mindestens zwei Tage vorher da sein, damit Sie noch darüber sprechen können.
date-unknown = Es gibt noch kein Datum
date-missing = Bitte nennen Sie das Datum, oder kreuzen Sie an, dass es noch keines gibt
date-past = Dieses Datum ist vorbei. Bitte prüfen Sie es.

people-title = Wer ist bisher beteiligt?
people-why = Wer zweitbefundet, muss von allen dreien unabhängig sein. Das lassen wir uns erklären.
people-hint = Lassen Sie leer, was Sie nicht wissen.
people-surgeon = Wer operiert
people-hospital = Spital oder Praxis der Operation
people-first = Wer den ersten Bericht geschrieben hat
people-first-hint = Der Name unter dem ersten Bericht

worry-title = Was macht Ihnen Sorgen? Was möchten Sie wissen?
worry-why = Diese Frage wird im Bericht zuerst beantwortet.
worry-hint = In Ihren eigenen Worten, zum Beispiel: «Drückt die Bandscheibe wirklich auf den Nerv?»
worry-missing = Bitte schreiben Sie, was Sie wissen möchten

telephone-title = Wenn etwas Dringendes zu sehen ist
telephone-why = Zeigen die Bilder etwas, das nicht warten kann, rufen wir Sie an. Wir schreiben nicht.
telephone-number = Telefonnummer
telephone-missing = Bitte nennen Sie eine Nummer, unter der wir Sie erreichen
telephone-wish = Wie möchten Sie von Ihrem Bericht erfahren?
telephone-wish-call_first = Rufen Sie mich an, bevor ich ihn lese
telephone-wish-with_doctor = Ich lese ihn zusammen mit einer Ärztin oder einem Arzt
telephone-wish-read_alone = Ich lese ihn allein
telephone-wish-missing = Bitte wählen Sie, wie Sie von Ihrem Bericht erfahren möchten

service-title = Wie bald brauchen Sie den Bericht?
service-why = Die Zeit zählt ab dem Moment, in dem alles angekommen ist.
service-hint = Die Zeiten gelten, wenn Sie jetzt alles senden.
service-due = Bericht bis { $moment }
service-too-late = Nicht möglich: Er käme weniger als zwei Tage vor der Operation
service-missing = Bitte wählen Sie eine Leistung
service-none = Die Operation ist zu nah für eine zweite Befundung
service-none-do = Ein Bericht käme weniger als zwei Tage vorher. Bitte rufen Sie uns an, oder besprechen Sie das Datum mit der Chirurgie.

consent-title = Ihre Einwilligung
consent-why = Ohne Ihre Einwilligung wird nichts geöffnet und nichts gelesen.
consent-version = Einwilligungstext der Fassung { $version }
consent-agree = Ich habe das gelesen und willige ein.
consent-agree-relative = Ich habe das gelesen und willige für die Person ein, für die ich handle.
consent-missing = Bitte lesen Sie den Text und willigen Sie ein, wenn Sie eine zweite Befundung möchten

disc-title = Ihre Bilder
disc-why = Zum Befunden braucht es die Dateien selbst. Fotos von einem Bildschirm genügen nicht.
disc-drop = Legen Sie die CD ein und wählen Sie sie hier
disc-hint = Am besten die ganze CD oder den ganzen Ordner. Eine ZIP-Datei geht auch. Sie sehen alles, bevor es gesendet wird.
disc-where = Wo finde ich die CD?
disc-where-windows = Windows
disc-where-windows-text = Wählen Sie links «Dieser PC», dann das Laufwerk mit der CD, oft D: oder E:.
disc-where-mac = Mac
disc-where-mac-text = Die CD liegt auf dem Schreibtisch und im Finder unter «Orte».
disc-where-phone = Telefon oder Tablet
disc-where-phone-text = CDs lassen sich dort nicht lesen. Haben Sie vom Spital eine ZIP-Datei, wählen Sie sie unter «Dateien» oder «Downloads».
disc-found = { $count ->
    [one] «{ $name }»: 1 Datei gefunden
   *[other] «{ $name }»: { $files } Dateien gefunden
}
disc-check-later = Sie prüfen alles noch einmal, bevor es gesendet wird.
disc-wait = Einen Moment bitte, wir sehen die CD noch durch
disc-missing = Bitte wählen Sie eine CD oder einen Ordner mit Bildern

post-cannot = Ich kann die CD hier nicht lesen
post-lead = Dann senden Sie die CD der Praxis mit der Post. Dort wird sie für Sie eingelesen.
post-to = Senden Sie die CD an:
post-no-address = Die Praxis hat ihre Adresse nicht veröffentlicht. Bitte rufen Sie an und fragen Sie danach.
post-write = Schreiben Sie auf den Umschlag:
post-write-only = Sonst gehört nichts über Sie oder Ihren Fall nach aussen.
post-write-later = Sobald Ihre Antworten gesendet sind, sehen Sie hier, was auf den Umschlag gehört.
post-how-keep = Senden Sie sie eingeschrieben, und legen Sie Ihre Adresse bei, wenn Sie die CD zurückmöchten.
post-how-read = Jemand aus der Praxis prüft, ob es Ihre CD ist, versiegelt sie und sendet sie in Ihren Fall. Wer es war, steht im Verlauf.
post-how-time = Die Zeit für Ihren Bericht zählt ab dem Tag, an dem die CD eingelesen wurde.
post-how-days = Die Post braucht ein paar Tage. Bitte prüfen Sie, ob vor der Operation genug Zeit bleibt.
post-sent-title = Ihre Antworten sind bei der Praxis
post-sent = Senden Sie jetzt Ihre CD mit der Post
post-read-in = { $who } hat Ihre CD am { $moment } eingelesen

original-title = Haben Sie den ersten Bericht?
original-why = Damit wird verglichen. Er lässt sich aber erst öffnen, wenn die Bilder schon gelesen sind.
original-hint = Liegt er auf der CD, wird er von dort genommen. Haben Sie ihn auf Papier oder per Mail, wählen Sie ihn hier.
original-way-files = Ja, als Datei oder Foto
original-way-text = Ja, ich tippe ihn oder füge ihn ein
original-way-none = Nein, oder er liegt auf der CD
original-drop = PDF oder Foto des Berichts
original-text = Text des ersten Berichts
original-missing = Bitte wählen Sie eine Antwort
original-text-missing = Bitte geben Sie den Text ein, oder wählen Sie einen anderen Weg
original-file-missing = Bitte wählen Sie die Datei oder einen anderen Weg

history-title = Was war vorher?
history-why = Frühere Operationen, Krankheiten und Beschwerden helfen, die Bilder zu verstehen.
history-hint = Zum Beispiel: seit wann, wo es schmerzt, frühere Operationen, Medikamente
history-drop = Briefe oder Befunde, wenn Sie möchten

## Bevor etwas das Gerät verlässt

inventory-title = Was auf Ihrer CD ist
inventory-title-papers = Was Sie jetzt senden
inventory-lead = Es wurde noch nichts gesendet. Bitte prüfen Sie, ob das die richtigen Bilder sind.
inventory-lead-papers = Es wurde noch nichts gesendet. Ihre CD folgt mit der Post.
inventory-gone = Die Seite wurde neu geladen
inventory-gone-disc = Bitte wählen Sie die CD oder den Ordner noch einmal. Ihre Antworten sind noch da.
inventory-choose = CD oder Ordner auswählen
inventory-send = Versiegeln und senden

## Prüfen und senden

summary-title = Bitte prüfen Sie Ihre Antworten
summary-relative = { $name } ({ $relation })
summary-nothing = keine Angabe
summary-original-files = Als Datei gegeben
summary-original-text = Als Text gegeben
summary-original-none = Keiner, oder auf der CD
summary-agreed = Sie haben eingewilligt
summary-images = { $count ->
    [one] 1 Datei mit Bildern
   *[other] { $count } Dateien mit Bildern
}
summary-papers = Papiere und Bilder davon: { $names }
summary-by-post = Mit der Post; Sie haben eingewilligt, dass die Praxis sie einliest
summary-there = Schon bei der Praxis
summary-left-out = { $count ->
    [one] 1 Datei bleibt auf Ihrem Gerät. Im Bericht steht das.
   *[other] { $count } Dateien bleiben auf Ihrem Gerät. Im Bericht steht das.
}
summary-sealed = Von hier an ist alles versiegelt
summary-sealed-text = Ihr Gerät verschliesst jede Datei, bevor sie es verlässt. Der Server kann keine davon öffnen.
summary-send = Versiegeln und senden

sending-title = Versiegeln und senden
sending-back = Zurück zur Übersicht
sending-lid = Sie dürfen den Deckel schliessen; wählen Sie zum Weitermachen denselben Ordner noch einmal.
sending-nothing = Es gibt nichts zu senden
sending-seal = Was heisst «versiegelt»?
sending-seal-text = Ihr Browser macht einen Schlüssel, verschliesst damit jede Datei und sendet nur die verschlossene. Der Schlüssel geht, selbst verschlossen, nur an die Beteiligten Ihres Falls.

sent-title = Alles ist angekommen
sent-due = Sie haben Ihren Bericht bis { $moment }
sent-due-text = Braucht die Praxis etwas von Ihnen, steht die Uhr still, bis Sie antworten. Sie sehen es hier.
sent-next = Wie es weitergeht
sent-next-choose = Die Praxis wählt eine Fachperson für Ihre Frage.
sent-next-read = Die Fachperson erklärt sich unabhängig, liest die Bilder und unterschreibt den Bericht.
sent-next-notice = Sie kommen in diesem Browser auf diese Seite zurück und lesen ihn.
sent-follow = Ihren Fall verfolgen

recovery-offer = Machen Sie jetzt Ihr Wiederherstellungsblatt
recovery-why = Der Schlüssel zu Ihrem Fall ist nur in diesem Browser. Geht er verloren, hilft nur das Wiederherstellungsblatt.
recovery-make = Wiederherstellungsblatt zeigen
recovery-again = Wiederherstellungsblatt noch einmal zeigen
recovery-title = Wiederherstellungsblatt
recovery-lead = Drucken Sie diese Seite, oder schreiben Sie den Code von Hand ab. Wer ihn hat, kann Ihren Fall öffnen.
recovery-qr = Der Wiederherstellungscode als QR-Code
recovery-use = Zum Zurückkommen öffnen Sie { $address }, wählen «Ich habe einen Wiederherstellungscode» und tippen den Code ein.
recovery-safe = Bewahren Sie es auf wie einen Pass. Geben Sie es niemandem; wir fragen nie danach.
recovery-print = Drucken
recovery-done = Ich habe das Blatt sicher versorgt

recover-title = Geben Sie Ihren Wiederherstellungscode ein
recover-hint = Er steht auf Ihrem Wiederherstellungsblatt. Grossbuchstaben und Striche spielen keine Rolle.
recover-missing = Bitte geben Sie den Code ein
recover-go = Wiederherstellen

## Wo der Fall steht

home-title = Willkommen zurück
home-title-named = Willkommen zurück, { $name }
home-begun = Noch nicht gesendet
home-begun-text = Sie haben begonnen, aber es ist noch nicht alles bei der Praxis.
home-case = Fall vom { $date }
home-due = Bericht bis { $moment }
home-open = Öffnen
home-new = Einen weiteren Fall beginnen

case-title = Ihr Fall
case-back = Zurück zum Fall
case-returned = Die Praxis braucht etwas von Ihnen
case-clock-stopped = Die Uhr steht still, bis Sie antworten.
case-answer = Antworten
case-report = Den Bericht lesen
case-share = Mit meiner Ärztin oder meinem Arzt teilen
case-happened = Was bisher geschah
case-can = Was Sie tun können
case-add = CD oder Dateien hinzufügen
case-moved = Die Operation wurde verschoben
case-links = Links, die ich geteilt habe
case-record = Wer das gesehen hat
case-withdraw = Den Fall zurückziehen

next-send = Ihr Fall ist noch nicht gesendet
next-answer = Die Praxis wartet auf Ihre Antwort
next-disc = Wir warten auf Ihre CD
next-read = Ihr Bericht ist da
next-choose = Die Praxis wählt eine Fachperson für Radiologie
next-asked = Eine Fachperson wurde gebeten, Ihre Bilder zu lesen
next-report = Ihr Bericht
next-reading = { $name } liest Ihre Bilder
next-reading-unnamed = Eine Fachperson für Radiologie liest Ihre Bilder

entry-said = { $who }: { $message }
entry-opened = Fall eröffnet
entry-consented = Einwilligung gegeben
entry-images_added = Bilder hinzugefügt
entry-documents_added = Unterlagen hinzugefügt
entry-posted-images = { $who } hat { $count ->
    [one] 1 Bild
   *[other] { $shown } Bilder
} von Ihrer CD hinzugefügt
entry-posted-papers = { $who } hat { $count ->
    [one] 1 Unterlage oder Datei
   *[other] { $shown } Unterlagen und Dateien
} aus Ihrem Umschlag hinzugefügt
entry-submitted = An die Praxis gesendet
entry-returned = Mit einer Frage zurückgegeben; die Uhr stand still
entry-resumed = Beantwortet; die Uhr läuft weiter
entry-rescheduled = Operation verschoben
entry-assigned = Fachperson angefragt
entry-accepted = Angenommen, mit Erklärung der Unabhängigkeit
entry-declined = Nicht angenommen
entry-recused = Vom Fall zurückgetreten
entry-first_read_committed = Erste Lesung versiegelt, ohne den ersten Bericht
entry-original_revealed = Ersten Bericht geöffnet
entry-report_signed = Bericht unterschrieben
entry-addendum_signed = Ergänzung zum Bericht unterschrieben
entry-translation_signed = Übersetzung des Berichts unterschrieben
entry-opened_by = { $what ->
    [intake] Fragen und Antworten geöffnet
    [images] Bilder geöffnet
    [original] Ersten Befund geöffnet
    [report] Bericht geöffnet
    [thread] Nachrichten geöffnet
   *[other] Einen Teil des Falls geöffnet
}
entry-question = Frage gestellt
entry-answer = Frage beantwortet
entry-notice = Hinweis gegeben
entry-acknowledged = Lesen bestätigt
entry-share_created = Link gemacht
entry-share_opened = Link geöffnet
entry-share_revoked = Link geschlossen
entry-regranted = Schlüssel weitergegeben
entry-member_removed = Eine Person hat den Fall verlassen
entry-refused = Von der Praxis nicht angenommen
entry-withdrawn = Fall zurückgezogen
entry-restricted = Keine neuen Schlüssel mehr
entry-closed = Fall abgeschlossen
entry-outcome_added = Ausgang ergänzt
entry-erased = Gelöscht

answer-title = Der Praxis antworten
answer-asked = Die Praxis schreibt
answer-files = Fehlt eine CD oder eine Unterlage, fügen Sie sie zuerst hinzu.
answer-text = Ihre Antwort
answer-clock = Mit Ihrer Antwort läuft die Uhr weiter. Sie sehen dann die neue Zeit.
answer-send = Antwort senden

add-title = CD oder Dateien hinzufügen
add-lead = Was Sie hinzufügen, wird versiegelt wie alles andere. Sie prüfen es, bevor es das Gerät verlässt.
add-documents = Unterlagen: Berichte, Briefe, Fotos
add-nothing = Bitte wählen Sie eine CD, einen Ordner oder eine Datei

reschedule-title = Die Operation wurde verschoben
reschedule-before = Bisher: { $date }
reschedule-date = Neues Datum der Operation
reschedule-service = Brauchen Sie den Bericht früher?
reschedule-keep = Bei { $service } bleiben
reschedule-send = Neues Datum speichern

withdraw-title = Den Fall zurückziehen?
withdraw-means = Ab jetzt liest niemand mehr Ihre Bilder, und es gibt keinen Bericht.
withdraw-stays = Was schon unterschrieben ist, bleibt Ihres. Fragen Sie die Praxis nach dem Preis.
withdraw-reason = Warum? Sie müssen es nicht sagen.
withdraw-yes = Den Fall zurückziehen
withdraw-no = Den Fall behalten

record-title = Wer das gesehen hat
record-lead = Jedes Öffnen wird aufgeschrieben und unterschrieben. Niemand kann eine Zeile wieder entfernen.
record-nobody = Es hat noch niemand etwas geöffnet
record-desk = Die Praxis hält Schlüssel, um den Fall weiterzugeben. Benutzt sie diese, steht es hier.

## Der Bericht

report-title = Ihr Bericht
report-none = Es gibt noch keinen Bericht
report-none-text = Sobald er unterschrieben ist, finden Sie ihn hier.
report-signed = Unterschrieben von { $name } am { $moment }, Fassung { $version }
report-addendum = Das ist Fassung { $version }. Sie ersetzt die frühere, weil:
report-plain = In einfachen Worten
report-what-was-looked-at = Was angesehen wurde
report-what-was-seen = Was zu sehen war
report-how-sure = Wie sicher das ist
report-same = Gleich wie der erste Bericht?
report-outcome-same = Beide Befundungen sagen über die Bilder dasselbe.
report-outcome-same_and_more = Beide Befundungen stimmen überein, und diese fügt etwas hinzu.
report-outcome-differs = Die beiden Befundungen unterscheiden sich in mindestens einem Punkt.
report-outcome-could_not_compare = Die Bilder wurden gelesen, ohne dass ein erster Bericht zum Vergleich vorlag.
report-does-not-say = Was der Bericht nicht sagt
report-questions = Fragen, die Sie mitnehmen können
report-checks = Zu den Bildern
report-check-is-confirmed = Das schränkt ein, was zu sehen ist.
report-check-is-overruled = Das wurde beim Befunden geprüft: Es schränkt das Lesen nicht ein.
report-check-other = Etwas an den Bildern war ungewöhnlich.
report-check-missing_slices = Einige Bilder scheinen zu fehlen.
report-check-irregular_spacing = Die Bilder liegen nicht in gleichen Abständen.
report-check-mixed_thickness = Die Schichten sind verschieden dick.
report-check-gantry_tilt = Die Bilder wurden schräg aufgenommen.
report-check-duplicate_instances = Einige Bilder waren doppelt da.
report-check-conflicting_instances = Verschiedene Bilder trugen dieselbe Nummer.
report-check-truncated = Einige Bilder sind abgeschnitten.
report-check-lossy = Einige Bilder sind mit Verlust komprimiert.
report-check-not_diagnostic = Einige Bilder sind vereinfachte Kopien.
report-check-cannot_decode = Einige Bilder liessen sich nicht zeigen.
report-check-localizer_only = Es gab nur Übersichtsbilder.
report-check-burned_in = In einigen Bildern kann Schrift stehen.
report-check-old_study = Die Bilder sind älter als üblich.
report-check-expected_series = Ein Teil, der meist zu dieser Untersuchung gehört, wurde nicht gefunden.
report-check-pet_without_suv = Einige Werte lassen sich nicht berechnen.
report-check-no_orientation = Einige Bilder sagen nicht, wo sie im Körper liegen.
report-check-no_laterality = Die Bilder sagen nicht, welche Seite sie zeigen.
report-check-mixed_orientation = Bilder einer Serie liegen in mehreren Richtungen.
report-check-thick_slices = Die Schichten sind dicker als üblich.
report-check-wide_gap = Die Lücken zwischen den Schichten sind grösser als üblich.
report-check-coarse_pixels = Die Bilder sind gröber als üblich.
report-term = Bedeutung:
report-print = Drucken
report-no-images = Die Bilder lassen sich gerade nicht zeigen
report-key-images = Die Bilder, auf die es ankommt
report-image-coming = Dieses Bild wird geholt oder wurde nicht gesendet.
report-image-small = Hier klein gezeigt. Beim Teilen ist es ganz zu sehen.
report-image-not-shown = Dieses Bild lässt sich hier nicht zeigen. Beim Teilen ist es zu sehen.
report-for-surgeon = Für die Chirurgie
report-patient = Patientin oder Patient
report-born = geboren { $day }
report-question = Frage
report-technique = Was gelesen wurde, und wie
report-adequacy = Qualität der Bilder
report-prior = Verglichen mit früheren Bildern
report-numbering = Wie die Wirbel gezählt wurden
report-impression = Beurteilung
report-recommendation = Empfehlung
report-findings = Befunde
report-who-read = Wer gelesen hat
report-radiologist = Radiologie
report-licence = Zulassung und Land
report-original = Erster Bericht
report-original-none = Es gab keinen
report-original-not_opened = Nicht geöffnet
report-original-opened = Geöffnet, nachdem die erste Lesung versiegelt war
report-display = Bildschirm oder Arbeitsplatz
report-read-at = Erste Lesung versiegelt
report-signed-at = Unterschrieben
report-downloads = Zum Aufbewahren
report-earlier = Frühere Fassungen
report-version = Fassung { $version } vom { $moment }

adequacy-adequate = Ausreichend für die Frage
adequacy-limited = Eingeschränkt
adequacy-not_adequate = Nicht ausreichend für die Frage

independent-of-surgeon = Unabhängig von der operierenden Person
independent-of-hospital = Unabhängig vom Spital
independent-of-first_radiologist = Unabhängig von der ersten Befundung
independent-unnamed = Niemand wurde genannt
independent-yes = Ja: { $name }
independent-no = Nicht erklärt: { $name }

verdict-agrees = Beide Befundungen sagen dasselbe
verdict-adds = Hier gesehen, im ersten Bericht nicht erwähnt
verdict-not_confirmed = Im ersten Bericht erwähnt, hier nicht gesehen
verdict-characterises_differently = Beide sahen es und beschreiben es verschieden
verdict-raises_question = Lässt eine Frage offen
impact-none = kein Einfluss auf die Behandlung zu erwarten
impact-unlikely = Einfluss auf die Behandlung unwahrscheinlich
impact-likely = kann für die Behandlung wichtig sein

download-report = Bericht drucken oder als PDF speichern
download-report-readable = Für Sie oder für ärztliche Personen: Im Druckfenster können Sie auch «Als PDF speichern» wählen.
download-signed = Unterschriebenes Original (für Maschinen)
download-signed-hint = Eine Datendatei, mit der ein Programm den Bericht lesen kann. Sie brauchen sie nur, wenn jemand danach fragt.
download-images = Originalbilder herunterladen

## Teilen

shares-title = Mit einer Ärztin oder einem Arzt teilen
shares-lead = Ein Link öffnet Bericht und Bilder ohne Konto. Sie geben ihn selbst weiter; wir senden ihn nie.
shares-new = Einen Link machen
shares-list = Ihre Links
shares-none = Noch keine Links
shares-none-text = Sobald Sie einen machen, sehen Sie hier, wann er geöffnet wurde.
share-new-title = Ein neuer Link
share-what = Was darf gesehen werden?
share-report = Der Bericht
share-report-newest = Immer die neueste Fassung
share-report-later = Zu sehen, sobald er unterschrieben ist
share-images = Die Bilder
share-nothing = Bitte wählen Sie den Bericht, die Bilder oder beides
share-expires = Wie lange öffnet er?
share-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
share-how-often = Wie oft?
share-opens-any = So oft wie nötig
share-opens = { $count ->
    [one] Einmal
   *[other] { $count } Mal
}
share-pin = PIN
share-pin-hint = Mindestens 4 Zeichen. Sagen Sie sie auf einem anderen Weg, zum Beispiel am Telefon.
share-pin-short = Bitte nehmen Sie eine PIN mit mindestens 4 Zeichen
share-make = Link machen
share-cancel = Abbrechen
share-made = Ihr Link ist bereit
share-once = Er wird nur jetzt gezeigt. Wer ihn hat, kann hineinsehen; geben Sie ihn darum nur ärztlichen Personen.
share-link = Link
share-copy = Kopieren
share-copied = Kopiert.
share-copy-self = Ihr Browser hat ihn nicht kopiert. Bitte markieren und kopieren Sie den Link selbst.
share-mail = Mail schreiben
share-mail-subject = Zweite Befundung meiner Bilder
share-mail-body = Hier finden Sie die zweite Befundung meiner Bilder: { $link } Es braucht kein Konto. Ein Klick öffnet sie.
share-qr = Der Link als QR-Code
share-pin-separately = Denken Sie daran, die PIN auf einem anderen Weg zu sagen.
share-done = Fertig
share-number = Link { $number }, gemacht am { $moment }
share-part-report = Bericht
share-part-images = Bilder
share-with-pin = mit PIN
share-until = Öffnet bis { $moment }
share-is-lapsed = Abgelaufen am { $moment }
share-is-revoked = Sie haben diesen Link geschlossen
share-used = { $used } von { $of } Mal geöffnet
share-unopened = Noch nicht geöffnet
share-opened-at = Geöffnet am { $moment }
share-confirmed = Hat bestätigt, Fassung { $version } gelesen zu haben
share-outdated = Geöffnet, bevor Fassung { $version } da war. Bitte sagen Sie es weiter.
share-revoke = Diesen Link schliessen
