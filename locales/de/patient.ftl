### Der Raum der Patientin und des Patienten.

patient-title = Eine zweite Meinung vor der Operation
patient-purpose = Sie senden die Bilder Ihrer CD. Sie bekommen eine unabhängige Befundung in einfachen Worten.
