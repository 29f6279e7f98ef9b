### Ein Datenträger: was darauf ist, wem er gehört und wie er gesendet wird.

## Der Blick darauf

disc-examining = Wir sehen nach, was darauf ist, hier auf Ihrem Gerät
disc-examined = { $count ->
    [one] { $done } von 1 Datei
   *[other] { $done } von { $total } Dateien
}
disc-unpacking = Bei einer ZIP-Datei sehen wir zuerst nach, was darin gepackt ist
disc-trouble = Die CD konnte nicht zu Ende gelesen werden
disc-nothing-empty = Dieser Ordner ist leer
disc-nothing-empty-do = Auf den meisten CDs liegen die Bilder in einem Ordner DICOM oder IMAGES. Wählen Sie stattdessen die ganze CD.
disc-nothing-photos = Das sind Fotos, keine Aufnahmen aus der Radiologie
disc-nothing-photos-do = Zum Befunden braucht es die Originaldateien des Spitals. Wählen Sie die CD oder die ZIP-Datei, die Sie vom Spital bekommen haben.
disc-nothing-screenshots = Hier sind nur Bildschirmfotos
disc-nothing-screenshots-do = Zum Befunden braucht es die Originalbilder. Bitten Sie das Spital um eine CD «im DICOM-Format».
disc-nothing-other = In diesem Ordner sind keine Aufnahmen
disc-nothing-other-do = Auf den meisten CDs liegen sie in einem Ordner DICOM oder IMAGES. Wählen Sie stattdessen die ganze CD.
disc-unreadable = { $count ->
    [one] 1 Datei konnte nicht gelesen werden
   *[other] { $count } Dateien konnten nicht gelesen werden
}
disc-unreadable-do = Wischen Sie die CD mit einem weichen Tuch ab und wählen Sie sie noch einmal. Oder bitten Sie das Spital um eine neue.
disc-skipped-do = Sie können weitermachen. Fehlt etwas Wichtiges, bitten Sie das Spital um eine neue CD.
locked-title = «{ $archive }» ist mit einem Passwort verschlossen
locked-text = { $count ->
    [one] 1 Datei darin lässt sich noch nicht öffnen.
   *[other] { $shown } Dateien darin lassen sich noch nicht öffnen.
}
locked-password = Passwort
locked-hint = Oft steht es im Brief oder in der Mail des Spitals. Es bleibt auf dieser Seite und wird weder gespeichert noch gesendet.
locked-missing = Bitte tippen Sie das Passwort ein, oder machen Sie ohne dieses Archiv weiter
locked-wrong = Dieses Passwort öffnet es nicht. Bitte prüfen Sie Grossbuchstaben und Ziffern und versuchen Sie es noch einmal.
locked-decide = Bitte tippen Sie das Passwort von «{ $archive }» ein, oder machen Sie ohne es weiter
locked-open = Mit diesem Passwort öffnen
locked-leave = Ohne es weitermachen
locked-closed = «{ $archive }» bleibt verschlossen
locked-closed-text = Was darin ist, wird nicht gesendet. Im Bericht steht das.
locked-again = Doch das Passwort eintippen
disc-warning-several_patients = Auf dieser CD sind Bilder von mehr als einer Person
disc-advice-several_patients = Bevor etwas gesendet wird, sagen Sie bei jeder Person, ob ihre Bilder dazugehören.
disc-warning-dicomdir_missing_files = Das Verzeichnis der CD nennt Dateien, die nicht da sind
disc-advice-dicomdir_missing_files = Haben Sie die ganze CD gewählt? Dann können Sie weitermachen; beim Befunden wird darauf hingewiesen.
disc-warning-truncated = Einige Bilder sind abgeschnitten
disc-advice-truncated = Vielleicht ist die CD zerkratzt. Sie können weitermachen; beim Befunden wird darauf hingewiesen. Fehlt etwas Wichtiges, bitten Sie das Spital um eine neue CD.
disc-warning-duplicate_instances = Einige Bilder sind doppelt auf der CD
disc-advice-duplicate_instances = Jedes wird einmal verwendet. Sie müssen nichts tun.
disc-warning-conflicting_instances = Einige Bilder tragen dieselbe Nummer, sind aber verschieden
disc-advice-conflicting_instances = Alle werden gesendet. Sie müssen nichts tun.
disc-warning-invalid_uid = Einigen Bildern fehlt eine gültige Nummer
disc-advice-invalid_uid = Sie werden trotzdem gesendet. Sie müssen nichts tun.
disc-warning-other = Etwas auf dieser CD ist ungewöhnlich
disc-warning-dicomdir_outside = Das Verzeichnis der CD nennt Dateien ausserhalb der CD
disc-warning-kos_missing_instances = Eine Liste auf der CD nennt Bilder, die nicht da sind
disc-warning-missing_slices = Das Spital hat mehr Bilder gezählt, als hier sind
disc-warning-not_diagnostic = Einige Dateien sind nur Fotos von Bildern
disc-warning-lossy = Einige dieser Fotos sind stark komprimiert
disc-warning-cannot_decode = Einige Bilder lassen sich nicht anzeigen
disc-advice-other = Sie können weitermachen. Beim Befunden wird es auch gesehen.
disc-advice-dicomdir_outside = Sie werden nicht gesucht. Sie müssen nichts tun.
disc-advice-kos_missing_instances = Haben Sie die ganze CD gewählt? Dann können Sie weitermachen; beim Befunden wird darauf hingewiesen.
disc-advice-missing_slices = Bitten Sie das Spital um eine neue Kopie. Sie können weitermachen; beim Befunden wird darauf hingewiesen.
disc-advice-not_diagnostic = Sie werden als Dokumente gesendet. Sie müssen nichts tun.
disc-advice-lossy = Sie werden als Dokumente gesendet. Sie müssen nichts tun.
disc-advice-cannot_decode = Bitten Sie das Spital um eine Kopie «im DICOM-Format». Sie können weitermachen.

## Was darauf ist

sources = Was Sie gewählt haben
sources-hint = Wenn Sie eine weitere CD, einen Ordner oder eine ZIP-Datei wählen, kommen sie dazu.
sources-size = { $count ->
    [one] 1 Datei
   *[other] { $files } Dateien
}, { $size }
document-remove = Herausnehmen
inventory-decide = Bitte sagen Sie, ob diese Bilder zu der Person gehören (auf der CD: { $person })
inventory-none-left = Bitte lassen Sie mindestens eine Untersuchung angekreuzt
inventory-all-there = Alles auf dieser CD ist schon bei der Praxis
inventory-all-there-do = Sie müssen es nicht noch einmal senden. Was Sie neben der CD hinzufügen, können Sie senden.
inventory-examinations = Untersuchungen
inventory-documents = Unterlagen und Bilder
inventory-documents-hint = Der erste Bericht kann dabei sein. Geöffnet werden sie erst nach der eigenen Befundung.
inventory-rest = { $count ->
    [one] Was sonst auf der CD ist (1 Datei)
   *[other] Was sonst auf der CD ist ({ $count } Dateien)
}
inventory-rest-hint = Aus diesen Dateien werden keine Bilder befundet. Sie werden mitgesendet, wenn Sie sie nicht weglassen.
study-of = { $kind }: { $part }
study-size = { $series ->
    [one] 1 Serie
   *[other] { $series } Serien
}, { $images ->
    [one] 1 Bild
   *[other] { $shown } Bilder
}
study-born = geboren am { $date }
study-nameless = ohne Namen
study-picture = Ein Bild aus: { $title }
study-send = Diese Untersuchung senden
study-known-all = Schon gesendet
study-known-all-do = Alle diese Bilder sind bei der Praxis. Sie werden nicht noch einmal gesendet, ausser Sie kreuzen sie an.
study-known-some = { $known ->
    [one] 1 von { $all } Bildern wurde schon gesendet
   *[other] { $shown } von { $all } Bildern wurden schon gesendet
}
study-known-some-do = Die übrigen sind neu, darum wird die ganze Untersuchung gesendet. Sie müssen nichts tun.
study-old-operation = { $count ->
    [one] Am Tag der Operation werden diese Bilder 1 Monat alt sein
   *[other] Am Tag der Operation werden diese Bilder { $count } Monate alt sein
}
study-old-today = { $count ->
    [one] Diese Bilder sind 1 Monat alt
   *[other] Diese Bilder sind { $count } Monate alt
}
study-old-do = Sie lassen sich trotzdem befunden. Gibt es neuere, fügen Sie sie hinzu. Oder fragen Sie vor der Operation, ob neue nötig sind.
study-check-missing_slices = { $between ->
    [yes] { $count ->
        [one] Dazwischen scheint 1 Bild zu fehlen
       *[other] Dazwischen scheinen { $shown } Bilder zu fehlen
    }
   *[no] { $count ->
        [one] 1 Bild scheint zu fehlen
       *[other] { $shown } Bilder scheinen zu fehlen
    }
}
study-check-truncated = { $count ->
    [one] 1 Bild ist abgeschnitten
   *[other] { $shown } Bilder sind abgeschnitten
}
study-check-cannot_decode = { $count ->
    [one] 1 Bild lässt sich nicht anzeigen
   *[other] { $shown } Bilder lassen sich nicht anzeigen
}
study-check-localizer_only = Hier sind nur Übersichtsbilder
study-check-not_diagnostic = { $count ->
    [one] 1 Bild ist nur eine vereinfachte Kopie
   *[other] { $shown } Bilder sind nur vereinfachte Kopien
}
study-check-expected_series = Ein Teil, der meist zu dieser Untersuchung gehört, wurde nicht gefunden
study-check-lossy = { $count ->
    [one] 1 Bild ist stark komprimiert
   *[other] { $shown } Bilder sind stark komprimiert
}
study-advice-missing_slices = Bitten Sie das Spital um eine neue Kopie. Sie können senden, was Sie haben; beim Befunden wird darauf hingewiesen.
study-advice-truncated = Vielleicht ist die CD zerkratzt. Bitten Sie das Spital um eine neue Kopie, oder machen Sie weiter.
study-advice-cannot_decode = Bitten Sie das Spital um eine Kopie ohne besondere Kompression, oder machen Sie weiter.
study-advice-localizer_only = Bitten Sie das Spital um alle Bilder dieser Untersuchung. Sie können weitermachen.
study-advice-not_diagnostic = Bitten Sie das Spital um die Originalbilder. Sie können weitermachen; beim Befunden wird darauf hingewiesen.
study-advice-expected_series = Haben Sie die ganze CD gewählt? Dann können Sie weitermachen; beim Befunden wird darauf hingewiesen.
study-advice-lossy = Bitten Sie das Spital um eine Kopie ohne Verlust. Sie können weitermachen; beim Befunden wird darauf hingewiesen.
document-pdf = PDF
document-picture = Foto oder Bild
document-text = Text
document-rtf = Brief
document-office = Brief
document-html = Webseite
document-structured_report = Bericht im Format des Spitals
document-key_objects = Liste markierter Bilder
document-presentation_state = Markierungen auf Bildern
document-encapsulated = Unterlage im Format des Spitals
document-secondary_capture = Bildschirmfoto

## Arten von Untersuchungen und Körperteile

modality-ct = CT
modality-mr = MRI
modality-cr = Röntgen
modality-dx = Röntgen
modality-rf = Durchleuchtung
modality-xa = Röntgen der Gefässe
modality-us = Ultraschall
modality-mg = Mammografie
modality-nm = Szintigrafie
modality-pt = PET
modality-other = Bilder
part-lspine = unterer Rücken
part-lumbarspine = unterer Rücken
part-lspineap = unterer Rücken
part-cspine = Halswirbelsäule
part-tspine = oberer Rücken
part-spine = Wirbelsäule
part-sspine = Kreuzbein
part-chest = Brust
part-thorax = Brust
part-lung = Lunge
part-abdomen = Bauch
part-pelvis = Becken
part-head = Kopf
part-brain = Kopf
part-skull = Kopf
part-neck = Hals
part-knee = Knie
part-hip = Hüfte
part-shoulder = Schulter
part-elbow = Ellbogen
part-wrist = Handgelenk
part-hand = Hand
part-ankle = Sprunggelenk
part-foot = Fuss
part-leg = Bein
part-arm = Arm
part-heart = Herz
part-breast = Brust

## Dateien, die nichts nützen

skip-empty = Leere Dateien
skip-not_dicom_viewer_program = Das Anzeigeprogramm der CD
skip-not_dicom_system_file = Dateien eines Betriebssystems
skip-not_dicom_video = Film oder Ton
skip-archive_not_opened = Gepackte Dateien, die wir nicht öffnen
skip-damaged_zip = Eine beschädigte ZIP-Datei
skip-not_dicom = Dateien unbekannter Art
skip-truncated_before_pixels = Bilder, die am Anfang abbrechen
skip-no_pixels = Bilddateien ohne Bild
skip-not_an_image_object = Pläne und Messungen ohne Bilder
skip-incomplete_image_description = Bilder ohne die Angaben, die es zum Zeigen braucht
skip-unsupported_pixels = Bilder ungewöhnlicher Art
skip-unsupported_video = Filme
skip-unclear_frames = Bilder, deren Teile sich nicht trennen lassen
skip-too_many_frames = Dateien mit mehr Bildern, als eine Untersuchung hat
skip-nested_too_deeply = Ungewöhnlich gebaute Dateien
skip-duplicate = Dasselbe Bild noch einmal
skip-unreadable = Dateien, die nicht gelesen werden konnten
skip-cannot_inflate = Beschädigte Dateien in einem Archiv
skip-damaged_data_set = Beschädigte Bilddateien
skip-data_set_too_large = Bilddateien, die übermässig wachsen
skip-checksum = Dateien in einem Archiv, deren Prüfzahl nicht stimmt
skip-encrypted_zip = Dateien in der ZIP-Datei, die ein Passwort brauchen
skip-unknown_zip_method = Ungewöhnlich gepackte Dateien in einem Archiv
skip-too_large = Dateien in einem Archiv, die übermässig wachsen
skip-other = Dateien anderer Art
skip-seven_zip_not_opened = 7z-Archive
skip-rar_not_opened = RAR-Archive
skip-split_archive = Teile eines geteilten Archivs
skip-nested_archive = Archive in einem Archiv in einem Archiv
skip-incomplete_archive = Archive, die beschädigt sind oder abbrechen; was sich öffnen liess, ist aufgeführt
skip-too_many_files = Archive mit mehr Dateien, als eine CD hat
skip-empty_archive = Archive ohne Dateien
skip-unsafe_path = Dateien, deren Name im Archiv aus seinem Ordner hinausführt
skip-not_a_file = Verweise auf andere Dateien
skip-overlapping = Dateien, die im Archiv übereinanderliegen
skip-encrypted = Dateien, die ein Passwort brauchen
skip-wrong_password = Dateien, die das Passwort nicht öffnet
skip-unknown_encryption = Dateien, die so verschlüsselt sind, dass wir sie nicht öffnen können
skip-do-archive_not_opened = Bitte auf dem Computer entpacken und dann den Ordner wählen.
skip-do-unknown_zip_method = Bitte auf dem Computer entpacken und dann den Ordner wählen.
skip-do-seven_zip_not_opened = Bitte auf dem Computer entpacken (zum Beispiel mit 7-Zip) und dann den Ordner wählen.
skip-do-rar_not_opened = Bitte auf dem Computer entpacken und dann den Ordner wählen.
skip-do-split_archive = Bitte auf dem Computer entpacken und dann den Ordner wählen.
skip-do-nested_archive = Bitte das äusserste auf dem Computer entpacken und dann den Ordner wählen.
skip-do-unknown_encryption = Bitte mit ihrem Passwort auf dem Computer entpacken und dann den Ordner wählen.

## Wem er gehört

whose-differs = Bitte genau hinsehen: Ist das die richtige Person?
whose-unknown = Nichts sagt, wessen CD das ist. Bitte vergewissern Sie sich.
whose-several = Auf dieser CD ist mehr als eine Person
whose-disc = Auf der CD: { $person }
whose-case = Im Fall: { $person }
whose-person = { $name }, geboren am { $born }
whose-you = der betroffenen Person
whose-question = Gehören diese Bilder zu { $person }?
whose-same = Ja, es ist dieselbe Person
whose-same-hint = Zum Beispiel ein früherer Name oder ein Versehen des Spitals
whose-other = Nein, diese weglassen
whose-other-hint = Sie bleiben auf Ihrem Gerät

## Versiegeln und senden

sending-preparing = Wird vorbereitet
sending-progress = Versiegelt und gesendet
sending-detail = { $done } von { $total }
sending-waiting = Der Server ist gerade nicht erreichbar
sending-waiting-text = Wir versuchen es weiter. Gesendetes ist sicher, und nichts wird doppelt gesendet.
sending-signing = Fast fertig: Ihr Gerät unterschreibt die Liste von allem, was gesendet wurde.
sending-stopped = Das Senden ist stehen geblieben
