### Der Leseraum.

reading-title = Leseraum
reading-purpose = Ihre Arbeitsliste, die Bilder und der Befund.
