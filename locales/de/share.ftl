### Was eine Chirurgin oder ein Chirurg hinter einem Link sieht.

share-title = Eine geteilte zweite Meinung
share-purpose = Eine Patientin oder ein Patient teilt einen radiologischen Befund und die Bilder dazu mit Ihnen. Sie brauchen kein Konto.
share-looking = Es wird nachgesehen, was geteilt ist. Noch wird nichts geöffnet.
share-offline = Was auf dieser Seite steht, bleibt hier. Neue Bilder kommen, sobald Sie wieder verbunden sind.
share-again = Noch einmal versuchen

share-no-link-title = Öffnen Sie den Link, den Sie erhalten haben
share-no-link = Diese Seite zeigt, was jemand über einen Link teilt. Öffnen Sie den ganzen Link aus Ihrer Nachricht, oder scannen Sie den Code noch einmal.

## Vor dem Öffnen

share-from = Von
share-what = Was geteilt ist
share-what-report = Der Befund, Version { $version }
share-what-images = Alle Bilder
share-until = Bis
share-openings = Verbleibende Öffnungen
share-openings-left = { $count ->
    [one] 1, gültig für 12 Stunden in diesem Browser
   *[other] { $count }, jede gültig für 12 Stunden in einem Browser
}
share-pin = PIN
share-pin-hint = Diese PIN haben Sie auf einem anderen Weg als den Link erhalten.
share-pin-missing = Bitte geben Sie die PIN ein.
share-open = Öffnen
share-open-meaning = Die Patientin oder der Patient erfährt, dass und wann der Link geöffnet wurde.
share-opening = Wird geöffnet, Signaturen werden geprüft
share-go-on = Weiter
share-go-on-meaning = In diesem Browser ist bereits geöffnet. Das Weiterlesen zählt nicht noch einmal.

## Wenn es sich nicht öffnet

share-title-link-incomplete = Dieser Link ist nicht vollständig
share-text-link-incomplete = Ein Teil des Links fehlt oder wurde unterwegs verändert.
share-ask-link-incomplete = Öffnen Sie ihn aus der ursprünglichen Nachricht, oder kopieren Sie ihn noch einmal mit allem nach dem Zeichen #. Sonst bitten Sie um einen neuen Link.
share-title-share-lapsed = Dieser Link ist abgelaufen
share-text-share-lapsed = Er wurde für eine begrenzte Zeit geteilt, und diese ist vorbei.
share-ask-share-lapsed = Bitten Sie Ihre Patientin oder Ihren Patienten um einen neuen Link. Das dauert eine Minute.
share-title-share-revoked = Dieser Link wurde zurückgezogen
share-text-share-revoked = Die Patientin oder der Patient hat das Teilen beendet. Mit diesem Link lässt sich nichts mehr öffnen.
share-ask-share-revoked = Wenn Sie den Befund noch brauchen, bitten Sie um einen neuen Link.
share-title-share-used-up = Dieser Link ist aufgebraucht
share-text-share-used-up = Es war eine feste Anzahl Öffnungen erlaubt. Alle sind gebraucht.
share-ask-share-used-up = Haben Sie ihn nicht selbst geöffnet, dann sagen Sie es bitte Ihrer Patientin oder Ihrem Patienten. Dort ist zu sehen, wann er geöffnet wurde.
share-title-share-locked = Dieser Link ist gesperrt
share-text-share-locked = Die PIN war zu oft falsch. Zum Schutz der Patientin oder des Patienten bleibt der Link geschlossen.
share-ask-share-locked = Bitten Sie um einen neuen Link und eine neue PIN.
share-title-other = Das liess sich nicht öffnen
share-ask-other = Es wurde nichts verändert. Versuchen Sie es gleich noch einmal. Bleibt es so, fragen Sie bei der Patientin, beim Patienten oder in der Praxis nach.
share-ask-practice = Oder rufen Sie an, { $practice }:
share-nothing-lost = Befund und Bilder sind sicher. Nur dieser Link öffnet sie nicht.

## Was geöffnet wurde

share-heading-report = Zweite Meinung, Version { $version }
share-heading-images = Geteilte Bilder
share-whose = Wessen Untersuchung das ist
share-patient = Patientin oder Patient
share-patient-on-images = Name auf den Bildern
share-operation = Geplante Operation
share-patient-number = Person { $number }
share-born = Geboren
share-born-on = geboren { $day }
share-examined = Untersucht
share-several-people = Diese Bilder nennen mehr als eine Person. Vergewissern Sie sich, welche davon zu Ihnen kommt.
share-no-name = Dieser Link trägt keinen Namen. Vergewissern Sie sich im Gespräch, dass dieser Befund dazugehört.
share-superseded = Dies ist Version { $version }. Version { $earlier } wurde abgelöst.
share-sheet = Kurz gesagt
share-full-report = Ganzer Befund
share-plain-summary = Was die Patientin oder der Patient liest, in einfachen Worten
share-no-report-yet = Es gibt noch keinen signierten Befund. Öffnen Sie den Link später noch einmal.
share-images-only-title = Nur Bilder sind geteilt
share-images-only = Dieser Link öffnet keinen Befund. Wenn Sie ihn brauchen, bitten Sie darum, ihn auch zu teilen.
share-report-only-title = Nur der Befund ist geteilt
share-report-only = Dieser Link öffnet die Bilder nicht. Wenn Sie sie brauchen, bitten Sie darum, sie auch zu teilen.

share-versions = Versionen
share-version = Version { $version }
share-version-newest = neueste
share-version-superseded = abgelöst
share-addendum-of = Nachtrag zu Version { $version }: { $reason }
share-read-version = Version { $version } lesen

## Bilder

share-key-images = Schlüsselbilder
share-key-images-not-shared = { $count ->
    [one] Der Befund verweist auf ein Bild. Es gehört nicht zu diesem Link.
   *[other] Der Befund verweist auf { $count } Bilder. Sie gehören nicht zu diesem Link.
}
share-key-image-elsewhere = Dieses Bild ist nicht unter den geteilten.
share-look-around = In seiner Serie ansehen
share-all-images = Alle Bilder
share-no-images = Zu diesem Fall wurden keine Bilder gesendet.
share-series = { $modality } { $name }, { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
}
share-series-list = Serien
share-look = Alle { $count } Bilder ansehen
share-viewer = Bildbetrachter
share-viewer-hint = Mit einem Finger auf und ab blättern, mit zwei Fingern vergrössern. Am Rechner hilft das Mausrad.
share-not-for-diagnosis = Zur Durchsicht. Zum Planen und Messen nutzen Sie Ihre eigene Arbeitsstation.
share-download = Originaldateien herunterladen (ZIP)

## Bestätigung

share-confirm-title = Sagen Sie, dass Sie es gelesen haben
share-confirm-meaning = Das heisst, dass Sie es gelesen haben, nicht, dass Sie zustimmen. Die Patientin oder der Patient sieht es mit der Uhrzeit.
share-confirm = Ich habe Version { $version } gelesen
share-confirmed = Sie haben Version { $version } gelesen
share-confirmed-meaning = Die Patientin oder der Patient kann das sehen. Sie können die Seite schliessen.
share-confirmed-earlier = Version { $version } haben Sie schon bestätigt. Diese ist neuer.
share-not-confirmed = Das liess sich nicht festhalten

## Der Befund

share-report-question = Fragestellung
share-report-place = Seite und Höhe
share-report-compared = Im Vergleich zum ersten Befund
share-report-outcome-same = Gleich
share-report-outcome-same_and_more = Gleich, und etwas mehr
share-report-outcome-differs = Abweichend
share-report-outcome-could_not_compare = Nicht verglichen
share-report-impression = Beurteilung
share-report-no-impression = Aus diesen Bildern war keine Beurteilung möglich.
share-report-adequacy = Eignung der Bilder
share-report-adequacy-adequate = Geeignet
share-report-adequacy-limited = Eingeschränkt
share-report-adequacy-not_adequate = Nicht geeignet
share-report-radiologist = Radiologin oder Radiologe
share-report-signed = signiert { $moment }
share-report-technique = Technik
share-report-prior = Frühere Bildgebung
share-report-numbering = Zählung der Wirbel
share-report-recommendation = Empfehlung
share-report-findings = Befunde
share-report-who = Wer befundet hat, und wie
share-report-licence = Zulassung
share-report-independent-of-surgeon = Unabhängig von der Chirurgie
share-report-independent-of-hospital = Unabhängig vom Spital
share-report-independent-of-first_radiologist = Unabhängig von der Erstbefundung
share-report-independent-yes = Ja, erklärt zu { $name }
share-report-independent-no = Nein, nicht von { $name }
share-report-independent-unnamed = Es wurde niemand genannt
share-report-original = Erster Befund
share-report-original-none = Es gab keinen ersten Befund.
share-report-original-not_opened = Der erste Befund wurde nicht geöffnet.
share-report-original-opened = Geöffnet, nachdem die eigene Erstlesung festgelegt war.
share-report-since = Seit der versiegelten Erstlesung
share-report-since-none = Kein Befund geändert
share-report-since-added = { $count ->
    [one] 1 Befund ergänzt
   *[other] { $count } Befunde ergänzt
}
share-report-since-left_out = { $count ->
    [one] 1 Befund weggelassen
   *[other] { $count } Befunde weggelassen
}
share-report-since-changed = { $count ->
    [one] 1 Befund geändert
   *[other] { $count } Befunde geändert
}
share-report-display = Bildschirm
share-report-read-at = Erstlesung festgelegt
share-report-signed-at = Signiert
share-report-first-said = Erster Befund: «{ $quote }»
share-report-first-place = Antwortet auf eine markierte Stelle auf Seite { $page } des ersten Befunds.

share-side-left = links
share-side-right = rechts
share-side-both = beidseits
share-side-midline = Mitte

share-verdict-agrees = Stimmt mit dem ersten Befund überein
share-verdict-adds = Ergänzt den ersten Befund
share-verdict-not_confirmed = Nicht bestätigt: dort erwähnt, hier nicht gesehen
share-verdict-characterises_differently = Beschreibt es anders
share-verdict-raises_question = Wirft eine Frage auf
share-impact-none = keine Änderung der Behandlung zu erwarten
share-impact-unlikely = ändert die Behandlung kaum
share-impact-likely = ändert wahrscheinlich die Behandlung

share-plain-what_was_looked_at = Was angeschaut wurde
share-plain-what_was_seen = Was zu sehen war
share-plain-how_sure = Wie sicher
share-plain-same_or_different = Gleich oder anders
share-plain-does_not_say = Was es nicht sagt
share-plain-questions = Fragen an die Chirurgie
