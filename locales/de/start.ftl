### Die öffentliche Startseite.

start-title = Eine zweite Meinung vor der Operation
start-heading = Ein zweiter Blick auf Ihre Bilder, vor der Operation
start-lead = Eine zweite Fachperson für Radiologie, die nichts mit der Operation zu tun hat, sieht sich Ihre vorhandenen Bilder an.
start-begin = Beginnen
start-go-on = Dort weitermachen, wo Sie waren
start-recover = Ich habe einen Wiederherstellungscode
start-invited = Haben Sie eine Einladung? Öffnen Sie den Link in diesem Browser. Eine Überweisung brauchen Sie nicht.
start-again = Noch einmal versuchen
start-offline = Sie können weiterlesen. Was das Internet braucht, geht weiter, sobald Sie wieder verbunden sind.

start-unfounded = Diese Praxis ist noch nicht eröffnet
start-unfounded-operator = Wenn Sie diesen Server betreiben, gründen Sie die Praxis mit diesem Befehl. Das Einrichtungstoken steht in den ersten Zeilen des Servers.

start-urgent-title = Ist es dringend?
start-urgent = Eine zweite Befundung dauert einen bis drei Tage. Im Notfall rufen Sie 112 an, in der Schweiz 144.

start-how = So geht es
start-step-disc = Sie bringen Ihre CD
start-text-disc = Die CD, die ZIP-Datei oder den Ordner aus dem Spital und den ersten Bericht, falls Sie ihn haben. Sie sagen, was Ihnen Sorgen macht.
start-step-seal = Ihr Browser versiegelt alles
start-text-seal = Alles wird auf Ihrem eigenen Gerät verschlossen, bevor es gesendet wird. Nur Sie und die Beteiligten Ihres Falls haben einen Schlüssel.
start-step-read = Eine Fachperson liest unbeeinflusst
start-text-read = Zuerst wird festgehalten, was die Bilder zeigen. Erst danach lässt sich der erste Bericht öffnen.
start-step-report = Sie bekommen einen Bericht
start-text-report = In einfachen Worten für Sie, in Fachsprache für Ihre Chirurgin oder Ihren Chirurgen. Sie entscheiden, wer ihn sehen darf.

start-services = Leistungen und Preise
start-service-standard = Standard
start-service-express = Express
start-service-priority = Priorität
start-within-standard = Bericht innerhalb von 72 Stunden
start-within-express = Bericht innerhalb von 48 Stunden
start-within-priority = Bericht innerhalb von 24 Stunden
start-services-meaning = Die Zeit zählt ab dem vollständigen Hochladen. Eine Leistung wird nur angeboten, wenn vor der Operation noch zwei Tage bleiben.
start-no-prices = Die Praxis hat noch keine Preise veröffentlicht. Bitte rufen Sie an.

start-who = Wer wir sind

start-sees = Was unser Server sehen kann
start-sees-text = Unser Server trägt versiegelte Pakete. Er sieht weder Ihre Bilder noch Ihren Namen, Ihre Krankheit, Ihre Operation oder Ihren Bericht.
start-sees-more = Was er genau sieht
start-sees-list = Für seine Arbeit kennt der Server diese Angaben:
start-sees-who = zufällige Nummern für Personen und Fälle, und wer in einem Fall welche Rolle hat
start-sees-when = welche Art Schritt geschah und wann
start-sees-size = wie viele versiegelte Pakete es gibt und ihre gerundete Grösse
start-sees-service = die gewählte Leistung, ob Ihre CD mit der Post kommt, und wann der Bericht fällig ist
start-sees-mail = eine Mailadresse für Hinweise und deren Sprache, falls Sie eine angeben
start-sees-page = was die Praxis auf dieser Seite veröffentlicht
start-sees-never = Alles andere wird in Ihrem Browser versiegelt. Auch die Namen von Operateur und Spital, Ihre Frage und jede Nachricht.
start-sees-limit = Die Praxis hält einen Schlüssel, damit jemand anderes einspringen kann. Dass sie keine Bilder ansieht, ist ihre Regel, kein Schloss.

start-not = Was es nicht ist
start-not-examination = Es ersetzt nicht die Untersuchung durch Ihre Ärztin oder Ihren Arzt.
start-not-blame = Ein Unterschied zwischen zwei Befundungen bedeutet nicht, dass jemand schlecht gearbeitet hat.
start-not-decision = Es entscheidet nicht über Ihre Operation. Das tun Sie zusammen mit Ihrer Chirurgin oder Ihrem Chirurgen.
start-nothing = An dieser Adresse gibt es keine Seite
start-nothing-do = Bitte prüfen Sie, ob die Adresse richtig getippt ist. Kam sie in einer Nachricht, öffnen Sie den ganzen Link von dort noch einmal.
start-nothing-safe = Nichts, was Sie gesendet oder beantwortet haben, ist verloren.
start-nothing-go = Zur Startseite
