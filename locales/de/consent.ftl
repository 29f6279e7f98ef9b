### Die Einwilligung, von Seiten und Befehlszeile Wort für Wort gezeigt. Wer ein Wort ändert, gibt ihr eine neue Fassung.

consent-text-version = 2026-11
consent-what = Ich bitte die Praxis, meine Bilder ein zweites Mal befunden zu lassen und mir einen Bericht zu schreiben.
consent-independent = Wer liest, erklärt sich unabhängig von Operateur, Spital und erster Befundung, soweit ich sie genannt habe.
consent-limits = Der Bericht handelt nur von Bildern. Er ersetzt keine Untersuchung und entscheidet nicht über meine Operation.
consent-sealed = Alles wird auf meinem Gerät versiegelt. Der Server kann es nicht lesen. Er sieht nur, was die Startseite aufzählt.
consent-desk = Die Praxis hält Schlüssel, um den Fall weiterzugeben, etwa wenn jemand krank wird. Jedes Öffnen steht im Verlauf.
consent-kept = Die Praxis muss medizinische Akten so lange aufbewahren, wie das Gesetz es sagt. Was das Gesetz freigibt, wird auf meinen Wunsch gelöscht.
consent-withdraw = Ich kann jederzeit zurückziehen und muss keinen Grund nennen. Was bis dahin gelesen wurde, bleibt im Verlauf.
consent-urgent = Im Notfall warte ich nicht auf diesen Bericht. Ich rufe 112 an, in der Schweiz 144.

## Für alle, die ihre CD mit der Post senden

consent-by-post = Ich sende meine CD mit der Post und willige ein, dass die Praxis sie in meinen Fall einliest. Sie sieht dabei, was darauf ist.
consent-by-post-relative = Ich sende die CD mit der Post und willige für die Person ein, für die ich handle, dass die Praxis sie einliest. Sie sieht dabei, was darauf ist.
