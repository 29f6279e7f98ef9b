### Der Leseraum.

reading-title = Leseraum
reading-purpose = Ihre Arbeitsliste, die Bilder und der Befund.

## Die Bildansicht

viewer-tools = Bildwerkzeuge
tool-window = Fenster
tool-zoom = Vergrößern
tool-pan = Verschieben
tool-length = Länge
tool-invert = Umkehren
tool-reset = Zurücksetzen
tool-layout = Anordnung { $layout }
tool-key-image = Schlüsselbild
tool-preset = Fenstervorgaben

window-recorded = Wie aufgenommen
window-auto = Aus den Werten
window-abdomen = Abdomen
window-lung = Lunge
window-bone = Knochen
window-brain = Gehirn
window-mediastinum = Mediastinum
window-liver = Leber
window-spine = Wirbelsäule
window-narrow = Mehr Kontrast
window-wide = Weniger Kontrast

measure-calibrated = kalibriert
measure-detector = am Detektor, nicht kalibriert
measure-none = nicht kalibriert

pane-label = { $series }, Bild { $number } von { $total }
pane-empty = Hier ist keine Serie
pane-loading = Das erste Bild wird geladen
pane-preview = Vorschau, nicht zum Befunden
pane-failed = Bild { $number }:
pane-progress = { $done } von { $total } Bildern sind da
pane-thickness = Schichtdicke { $value } mm
pane-lossy = verlustbehaftet komprimiert
pane-inverted = invertiert
pane-detector = (am Detektor)
pane-no-orientation = keine Ausrichtung vermerkt
pane-no-scale = kein Maßstab vermerkt
