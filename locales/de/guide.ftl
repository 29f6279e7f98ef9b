### Wörter für Patientinnen und Patienten: Warnzeichen und Sicherheit. Die Listen liegen in crates/guide.

## Warnzeichen: vor allem anderen. Jedes Ja hält an. Keine Antwort heisst je unbedenklich.

warning-title = Zuerst: Gibt es ein Zeichen, das nicht warten kann?
warning-why = Eine zweite Befundung dauert einen bis drei Tage. Manche Zeichen brauchen heute Hilfe.
warning-question = Trifft jetzt etwas davon auf Sie zu?
warning-after = Diese Liste kann nicht sagen, ob Sie gesund sind. Wenn etwas Neues beginnt, warten Sie nicht: Rufen Sie an.

warning-stop-title = Warten Sie nicht. Rufen Sie jetzt an.
warning-stop-text = Rufen Sie 112 an, in der Schweiz 144. Oder lassen Sie sich in die nächste Notaufnahme bringen.
warning-stop-why = Sie haben ein Zeichen bejaht, das heute Hilfe braucht. Eine zweite Befundung würde zu lange dauern.
warning-stop-later = Ihre geplante Operation und eine zweite Befundung können warten, bis Sie untersucht worden sind.

warning-area-spine = Rücken und Nerven
warning-area-head = Kopf
warning-area-chest = Brust und Blutgefässe
warning-area-belly = Bauch und Becken
warning-area-limbs = Knochen, Gelenke und Haut
warning-area-child = Kinder
warning-area-operation = Die Operation

warning-sign-bladder-or-bowel = Neue Mühe, Wasser oder Stuhl zu lassen oder zu halten
warning-sign-numb-saddle = Taubes Gefühl zwischen den Beinen, wo man auf einem Sattel sitzt
warning-sign-new-weakness = Neue oder rasch zunehmende Schwäche in einem Bein oder Arm
warning-sign-fever-back-pain = Fieber zusammen mit starken Rückenschmerzen
warning-sign-pain-after-fall = Starke Schmerzen nach einem Sturz oder Unfall
warning-sign-cancer-and-weakness = Rückenschmerzen und neue Schwäche, und Sie haben oder hatten Krebs
warning-sign-worst-headache = Plötzliche Kopfschmerzen, die stärksten Ihres Lebens
warning-sign-face-arm-speech = Ein hängendes Gesicht, ein schwacher Arm oder Mühe beim Sprechen
warning-sign-first-seizure = Zum ersten Mal ein Krampfanfall
warning-sign-drowsy-after-injury = Schläfrigkeit nach einem Schlag auf den Kopf
warning-sign-sudden-vision-loss = Plötzlicher Verlust des Sehens
warning-sign-chest-pain = Schmerz oder Druck in der Brust
warning-sign-breathlessness = Plötzliche Atemnot
warning-sign-coughing-blood = Husten mit Blut
warning-sign-tearing-pain = Reissender Schmerz in Brust oder Rücken
warning-sign-aneurysm-pain = Neue Schmerzen in Bauch oder Rücken, und Sie haben eine erweiterte Schlagader (Aneurysma)
warning-sign-cold-pale-limb = Ein kalter, blasser und schmerzender Arm oder ein solches Bein
warning-sign-hard-belly = Ein plötzlich harter und schmerzender Bauch
warning-sign-vomiting-blood = Erbrechen von Blut oder schwarzer Stuhl
warning-sign-no-stool-vomiting = Kein Stuhl und keine Winde, zusammen mit Erbrechen
warning-sign-fever-yellow-skin = Fieber zusammen mit gelber Haut oder gelben Augen
warning-sign-bleeding-pregnancy = Starke Blutung in der Schwangerschaft
warning-sign-testicle-pain = Plötzlicher Schmerz in einem Hoden
warning-sign-open-break = Eine offene Wunde über einem Knochenbruch
warning-sign-numb-after-injury = Eine taube oder kalte Hand oder ein solcher Fuss nach einer Verletzung
warning-sign-hot-joint-fever = Ein heisses, geschwollenes Gelenk mit Fieber
warning-sign-spreading-redness = Schmerzhafte Rötung der Haut, die sich rasch ausbreitet
warning-sign-child-not-waking = Ein Kind, das sich nicht richtig wecken lässt oder nicht trinkt
warning-sign-emergency-operation = Eine Ärztin oder ein Arzt hat Ihre Operation einen Notfall genannt

## Wie sicher: ein Wort und eine Zahl.

certainty-established = gesichert
certainty-established-range = ohne Vorbehalt gesagt
certainty-most_likely = höchstwahrscheinlich
certainty-most_likely-range = mehr als { $low } von 100
certainty-likely = wahrscheinlich
certainty-likely-range = { $low } bis { $high } von 100
certainty-may_represent = könnte sein
certainty-may_represent-range = { $low } bis { $high } von 100
certainty-unlikely = unwahrscheinlich
certainty-unlikely-range = { $low } bis { $high } von 100
certainty-very_unlikely = sehr unwahrscheinlich
certainty-very_unlikely-range = weniger als { $high } von 100

## Feste Sätze, die bei jedem Bericht stehen.

guide-not-an-examination = Diese zweite Befundung ersetzt nicht die Untersuchung durch Ihre Ärztin oder Ihren Arzt.
guide-images-listed = Gelesen wurden nur die Bilder, die hier aufgeführt sind.
guide-difference = Ein Unterschied zwischen zwei Befundungen bedeutet nicht, dass jemand schlecht gearbeitet hat.
guide-no-delay = Brechen Sie wegen dieses Berichts keine Behandlung ab und verschieben Sie keine. Bringen Sie ihn zu Ihrer Chirurgin oder Ihrem Chirurgen.
guide-emergency = Im Notfall rufen Sie 112 an, in der Schweiz 144.
