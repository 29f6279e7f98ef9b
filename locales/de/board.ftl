### Die Übersicht der Koordination.

board-title = Fälle
board-purpose = Alle Fälle nach Stand und verbleibender Zeit, ohne Bilder.
board-offline = Was auf dieser Seite steht, bleibt. Es wird aufgefrischt, sobald Sie wieder verbunden sind.
board-again = Noch einmal versuchen
board-not-done = Das wurde nicht ausgeführt
board-you = Sie
board-unnamed = Ohne Namen
board-views = Teile dieses Raums
board-view-cases = Fälle
board-view-invite = Personen und Einladungen
board-view-page = Seite der Praxis
board-view-recovery = Wiederherstellungsblatt

## Der Weg hinein

board-enter = Koordination
board-welcome = { $practice } lädt Sie zur Koordination ein
board-welcome-name = Die Einladung ist für { $name }.
board-welcome-meaning = Ihre Schlüssel entstehen in diesem Browser und bleiben hier. Der Server sieht sie nie.
board-join = Der Praxis beitreten
board-other-invitation = Diese Einladung ist für: { $role }
board-other-invitation-hint = Öffnen Sie den Link, wie er ist. Er führt in den richtigen Raum.
board-invitation-not-open = Diese Einladung lässt sich nicht öffnen
board-invitation-ask = Bitten Sie die Person, die Ihre Praxis gegründet hat, um einen neuen Link.
board-invitation-unused = Die Einladung wurde nicht verwendet
board-invitation-unused-hint = Dieser Browser gehört schon einem Mitglied der Praxis. Für eine andere Person öffnen Sie den Link in einem anderen Browserprofil.
board-by-link = Mit einer Einladung
board-by-link-hint = Öffnen Sie den Link, den Sie erhalten haben, in diesem Browser, oder fügen Sie ihn hier ein.
board-link = Einladungslink
board-look = Einladung ansehen
board-by-code = Mit Ihrem Wiederherstellungsblatt
board-by-code-hint = Wenn Sie vorher in einem anderen Browser gearbeitet haben, bringt der Code auf Ihrem Blatt Sie zurück.
board-code = Wiederherstellungscode
board-recover = Wiederherstellen
board-other-role = Dieser Browser gehört: { $role }
board-other-role-hint = Die Übersicht ist für die Koordination. Nutzen Sie ein anderes Browserprofil, um dort beizutreten.
board-other-room = Zu Ihrem Raum

board-recovery-title = Ihr Wiederherstellungsblatt
board-recovery-missing = Sie haben noch kein Wiederherstellungsblatt
board-recovery-why = Geht dieser Browser oder Rechner verloren, ist der Code auf dem Blatt Ihr einziger Weg zurück.
board-recovery-alone = Achten Sie darauf, dass niemand mitliest. Der Code öffnet alles, was Sie öffnen können.
board-recovery-make = Wiederherstellungsblatt erstellen
board-recovery-show = Wiederherstellungsblatt zeigen
board-recovery-qr = Wiederherstellungscode
board-recovery-use = Um zurückzukommen, öffnen Sie { $address } in einem beliebigen Browser und tippen diesen Code ein.
board-recovery-safe = Bewahren Sie dieses Blatt dort auf, wo Ihr Pass liegt.
board-recovery-print = Drucken
board-recovery-done = Ich habe das Blatt sicher versorgt
board-named-on-disc = Auf der CD steht jemand anderes: { $named }
board-named-on-disc-do = Im Fall steht { $expected }. Beim Senden wurde gesagt, es sei dieselbe Person. Bitte vergewissern Sie sich, bevor Sie den Fall zuteilen.
board-nameless = ohne Namen

## Die Tabelle

board-filter = Zum Filtern tippen
board-count = { $count ->
    [one] 1 Fall
   *[other] { $count } Fälle
}
board-still-sealed = { $count ->
    [one] 1 Fall wird noch geöffnet
   *[other] { $count } Fälle werden noch geöffnet
}
board-refreshed = Stand { $time }
board-stale = Die Tabelle zeigt, was vorher bekannt war.
board-empty = Noch keine Fälle
board-empty-hint = Laden Sie jemanden ein, oder warten Sie, bis jemand über die öffentliche Seite kommt.
board-nothing-found = Nichts passt zu dem, was Sie getippt haben.
board-column-patient = Patientin, Patient
board-column-state = Stand
board-column-time = Verbleibende Zeit
board-column-service = Dienst
board-column-operation = Operation
board-column-missing = Fehlt
board-column-radiologist = Radiologie
board-group-overdue = Überfällig ({ $count }), immer sichtbar
board-group-running = In Arbeit ({ $count })
board-group-waiting = Warten auf Patientin oder Patient ({ $count })
board-group-unsent = Noch nicht gesendet ({ $count })
board-group-done = Abgeschlossen ({ $count })
board-show = Zeigen
board-hide = Verbergen
board-sealed = Wird geöffnet
board-unknown-radiologist = Radiologie ohne Namen
board-no-clock = noch keine Frist
board-clock-stopped = Frist steht still
board-left = noch { $duration }
board-late = { $duration } zu spät

board-stage-unsent = Nicht gesendet
board-stage-assign = Zuzuweisen
board-stage-assign_again = Neu zuzuweisen
board-stage-asked = Angefragt
board-stage-reading = Erstlesung
board-stage-comparing = Im Vergleich
board-stage-signed = Signiert
board-stage-waiting = Wartet
board-stage-posted = Wartet auf die CD mit der Post
board-stage-withdrawn = Zurückgezogen
board-stage-refused = Abgelehnt
board-stage-closed = Geschlossen
board-stage-erased = Gelöscht

board-service-standard = Standard
board-service-express = Express
board-service-priority = Dringlich

board-gap-original = erster Befund
board-gap-warning_signs = Warnzeichen
board-gap-patient_name = Name
board-gap-birth_date = Geburtsdatum
board-gap-procedure = Operation
board-gap-side = Seite
board-gap-levels = Höhe
board-gap-surgery_date = Operationsdatum
board-gap-surgeon = Chirurgie
board-gap-hospital = Spital
board-gap-first_radiologist = Erstbefundung
board-gap-telephone = Telefon
board-gap-urgent_wish = Wunsch bei dringendem Ergebnis
board-gap-history = Vorgeschichte

## Ein Fall

board-case = Fall
board-no-images = Die Übersicht zeigt keine Bilder. Das ist eine Regel der Praxis.
board-not-sent = Dieser Fall wurde noch nicht gesendet
board-not-sent-hint = Er wird noch ausgefüllt. Sie sehen die Angaben, sobald er gesendet ist.
board-told = Was angegeben wurde
board-missing = Nicht angegeben:
board-told-question = Frage
board-told-for_whom = Handelt für die Person
board-told-birth_date = Geboren
board-told-procedure = Operation
board-told-side = Seite und Höhe
board-told-surgery_date = Datum
board-told-surgeon = Chirurgie
board-told-hospital = Spital
board-told-first_radiologist = Erstbefundung
board-told-original = Erster Befund
board-told-by_post = CD mit der Post
board-told-history = Vorgeschichte
board-told-telephone = Telefon
board-told-urgent_wish = Dringendes Ergebnis
board-original-there = gesendet, versiegelt bis zur festgelegten Erstlesung
board-original-none = keiner gesendet
board-side-left = links
board-side-right = rechts
board-side-both = beidseits
board-side-midline = Mitte
board-side-none = keine Seite
board-wish-call_first = zuerst anrufen
board-wish-read_alone = liest allein
board-wish-with_doctor = zusammen mit ärztlicher Begleitung
board-messages = Nachrichten und Gründe
board-messages-none = Noch wurde nichts geschrieben.
board-history = Geprüfter Verlauf

board-role-coordinator = Koordination
board-role-radiologist = Radiologie
board-role-patient = Patientin oder Patient
board-role-link_holder = Person mit Link

board-kind-opened = Fall eröffnet
board-kind-consented = Eingewilligt
board-kind-images_added = Bilder hinzugefügt
board-kind-documents_added = Dokumente hinzugefügt
board-kind-submitted = Fall gesendet
board-kind-returned = Zurückgegeben, Frist steht still
board-kind-resumed = Frist läuft weiter
board-kind-rescheduled = Operation verschoben
board-kind-assigned = Radiologie angefragt
board-kind-accepted = Angenommen, Unabhängigkeit erklärt
board-kind-declined = Abgelehnt
board-kind-recused = Zurückgetreten
board-kind-first_read_committed = Erstlesung festgelegt
board-kind-original_revealed = Erster Befund geöffnet
board-kind-report_signed = Befund signiert
board-kind-addendum_signed = Nachtrag signiert
board-kind-translation_signed = Übersetzung signiert
board-kind-opened_by = { $what ->
    [intake] Fragen und Antworten geöffnet
    [images] Bilder geöffnet
    [original] Ersten Befund geöffnet
    [report] Bericht geöffnet
    [thread] Nachrichten geöffnet
   *[other] Einen Teil des Falls geöffnet
}
board-posted-images = { $count ->
    [one] 1 Bild
   *[other] { $shown } Bilder
} von der zugesandten CD hinzugefügt
board-posted-papers = { $count ->
    [one] 1 Unterlage oder Datei
   *[other] { $shown } Unterlagen und Dateien
} aus dem Umschlag hinzugefügt
board-kind-question = Frage
board-kind-answer = Antwort
board-kind-notice = Mitteilung
board-kind-acknowledged = Als gelesen bestätigt
board-kind-share_created = Link zum Teilen erstellt
board-kind-share_opened = Geteilter Link geöffnet
board-kind-share_revoked = Geteilter Link zurückgezogen
board-kind-regranted = Schlüssel neu erteilt
board-kind-member_removed = Mitglied entfernt
board-kind-refused = Von der Praxis abgelehnt
board-kind-withdrawn = Von Patientin oder Patient zurückgezogen
board-kind-restricted = Zugriff eingeschränkt
board-kind-closed = Geschlossen
board-kind-outcome_added = Ergebnis ergänzt
board-kind-erased = Gelöscht

board-do-assign = Zuweisen
board-do-reassign = Neu zuweisen
board-do-read_in = CD aus der Post einlesen
board-do-return = Zurückgeben
board-do-refuse = Fall ablehnen
board-do-resume = Frist weiterlaufen lassen
board-done-assign = Die Anfrage ist gestellt.
board-done-read_in = Was mit der Post kam, ist im Fall.
board-done-return = Der Fall ist zurückgegeben. Die Frist steht still.
board-done-refuse = Der Fall ist abgelehnt.
board-done-resume = Die Frist läuft weiter.

board-assign-whom = Wer liest diesen Fall?
board-assign-hint = Zuerst sind nur die Angaben sichtbar, ohne Bilder. Danach wird angenommen oder abgelehnt.
board-licence = Zulassung { $licence }
board-open-cases = { $count ->
    [0] kein offener Fall
    [one] 1 offener Fall
   *[other] { $count } offene Fälle
}
board-no-radiologist = Es ist sonst niemand da
board-no-radiologist-hint = Laden Sie unter „Personen und Einladungen“ jemanden aus der Radiologie ein.
board-reassign-title = { $name } verliert den Zugang
board-reassign-meaning = Der Fall bekommt neue Schlüssel. Was ab jetzt dazukommt, bleibt der bisherigen Person verschlossen. Der Wechsel ist im Verlauf sichtbar.
board-reassign-first-read = Eine frühere Erstlesung bleibt versiegelt. Sie kann niemanden beeinflussen.

board-posted-meaning = Die Frist steht still, bis die CD eingelesen ist. Auf dem Umschlag steht { $reference }.
board-posted-agreed = am { $date } eingewilligt, dass die Praxis sie einliest (Text { $version })
board-read-in-meaning = Sie sehen, was auf der CD ist, und vergleichen es mit dem Fall. Versiegelt wird hier; im Verlauf steht, dass Sie es waren.
board-read-in-disc = Legen Sie die zugesandte CD ein und wählen Sie sie hier
board-read-in-hint = Am besten die ganze CD. Es wird nichts gesendet, bevor Sie es geprüft haben.
board-read-in-found = { $count ->
    [one] «{ $name }»: 1 Datei gefunden
   *[other] «{ $name }»: { $files } Dateien gefunden
}
board-read-in-papers = Unterlagen aus dem Umschlag
board-read-in-look = Ansehen, was darauf ist
board-read-in-nothing = Bitte wählen Sie die CD oder eine Unterlage aus dem Umschlag.
board-read-in-no-images = Auf dieser CD sind keine Aufnahmen. Wählen Sie die ganze CD, oder geben Sie den Fall zurück.
board-read-in-send = Versiegeln und in den Fall senden
board-read-in-other = Etwas anderes wählen
board-read-in-stay = Lassen Sie diesen Fall offen, bis es fertig ist. Hält es an, wählen Sie dieselbe CD noch einmal; nichts wird doppelt gesendet.

board-return-meaning = Die Frist steht still, bis eine Antwort kommt. Die neue Zeit wird angezeigt.
board-return-what = Was fehlt?
board-return-own = In eigenen Worten
board-return-images = Wir haben die nötigen Bilder nicht gefunden. Bitte senden Sie die ganze CD mit allen Ordnern.
board-return-series = Ein Teil der Bilder fehlt. Bitte verlangen Sie im Spital die vollständige Untersuchung.
board-return-original = Bitte ergänzen Sie den ersten Befund als PDF, Foto oder Text. Haben Sie keinen, schreiben Sie uns das.
board-return-side = Bitte sagen Sie uns, welche Seite operiert werden soll.
board-return-levels = Bitte sagen Sie uns, welche Höhe der Wirbelsäule operiert werden soll.
board-return-surgery_date = Bitte nennen Sie uns das Datum der Operation.
board-return-telephone = Bitte geben Sie uns eine Telefonnummer für dringende Ergebnisse.
board-return-history = Bitte schreiben Sie uns von Ihren Beschwerden und früheren Operationen.
board-return-person = Die Bilder nennen eine andere Person. Bitte prüfen Sie, ob Sie die richtige CD gesendet haben.
board-refuse-meaning = Damit endet der Fall. Ihr Grund wird angezeigt, und das Geld wird zurückerstattet.
board-refuse-reason = Warum die Praxis diesen Fall nicht übernehmen kann
board-resume-meaning = Für den Fall, dass die Antwort am Telefon kam. Ab jetzt läuft die Frist wieder.
board-resume-reason = Was gesagt wurde

## Personen

board-people = Personen der Praxis
board-invite-lead = Sie erstellen einen Link und überbringen ihn selbst. Der Server kann ihn nicht lesen und verschickt nichts.
board-invite-whom = Wen laden Sie ein?
board-invite-patient = Sendet Bilder und erhält einen Befund
board-invite-radiologist = Liest Fälle und signiert Befunde
board-invite-coordinator = Arbeitet mit dieser Übersicht und erhält den Schlüssel der Koordination
board-name = Name
board-birth-date = Geburtsdatum
board-birth-date-hint = Es wird mit der CD verglichen.
board-subspecialty = Spezialgebiet
board-licence-number = Zulassungsnummer
board-licence-hint = Sie steht in jedem Befund.
board-country = Land der Zulassung
board-country-letters = Zwei Buchstaben pro Land, zum Beispiel CH oder DE.
board-invite-missing-name = Bitte geben Sie einen Namen an.
board-invite-missing-birth_date = Bitte geben Sie das Geburtsdatum an.
board-invite-missing-licence = Bitte geben Sie die Zulassungsnummer an.
board-invite-missing-country = Bitte geben Sie das Land der Zulassung an.
board-invite-make = Einladung erstellen
board-invite-made = Einladung für { $name }
board-invite-once = Dieser Link wird nur jetzt gezeigt
board-invite-carry = Er gilt einmal, während 14 Tagen. Überbringen Sie ihn nur dieser Person.
board-invite-link = Link
board-invite-qr = Einladungslink für { $name }
board-invite-next = Weitere Einladung
board-copy = Link kopieren
board-copied = Kopiert.
board-not-copied = Der Browser hat das Kopieren nicht erlaubt. Markieren Sie den Link und kopieren Sie ihn von Hand.
board-mail = E-Mail schreiben
board-mail-hint = Die E-Mail öffnet sich in Ihrem eigenen Programm. Ein Blatt mit dem Code ist sicherer als eine E-Mail.
board-print = Drucken
board-mail-subject = Ihre Einladung von { $practice }
board-mail-greeting = Guten Tag { $name }
board-mail-patient = { $practice } lädt Sie ein, Ihre Bilder für eine zweite Meinung zu senden. Bitte öffnen Sie diesen Link in dem Browser, den Sie dafür nutzen:
board-mail-radiologist = { $practice } lädt Sie ein, zweite Meinungen zu befunden. Bitte öffnen Sie diesen Link in dem Browser, in dem Sie arbeiten:
board-mail-coordinator = { $practice } lädt Sie ein, zweite Meinungen zu koordinieren. Bitte öffnen Sie diesen Link in dem Browser, in dem Sie arbeiten:
board-mail-once = Der Link gilt einmal, während 14 Tagen.
board-mail-secret = Bitte geben Sie ihn niemandem. Wer ihn zuerst öffnet, gilt als Sie.

## Die Seite der Praxis

board-page-lead = Diese Seite können alle lesen, auch ohne Link. Schreiben Sie hier nichts, was vertraulich bleiben muss.
board-page-name = Name der Praxis
board-page-telephone = Telefon
board-page-telephone-hint = Die Nummer steht auf jeder Seite für Patientinnen und Patienten.
board-page-address = Adresse
board-page-about = Über die Praxis
board-page-countries = Länder, in denen Ihre Radiologie tätig sein darf
board-page-countries-hint = Je zwei Buchstaben, mit Komma: CH, DE, AT
board-page-prices = Preise
board-page-prices-hint = Ein Dienst ohne Preis wird ohne Preis angezeigt.
board-page-currency = Währung
board-page-currency-letters = Drei Buchstaben, zum Beispiel CHF oder EUR.
board-page-name-missing = Bitte geben Sie den Namen der Praxis an.
board-page-telephone-missing = Bitte geben Sie eine Telefonnummer an. Sie wird gebraucht, wenn etwas dringend ist.
board-page-price-number = Bitte schreiben Sie den Preis als Zahl, zum Beispiel 290 oder 290.00.
board-page-save = Veröffentlichen
board-page-saved = Die Seite ist veröffentlicht.
