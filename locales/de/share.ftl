### Was eine Chirurgin oder ein Chirurg hinter einem Link sieht.

share-title = Eine geteilte zweite Meinung
share-purpose = Eine Patientin oder ein Patient teilt einen radiologischen Befund und seine Bilder mit Ihnen.
