### The reading room.

reading-title = Reading room
reading-purpose = Your worklist, the images and the report.

## The image viewer

viewer-tools = Image tools
tool-window = Window
tool-zoom = Zoom
tool-pan = Move
tool-length = Length
tool-invert = Invert
tool-reset = Reset
tool-layout = Layout { $layout }
tool-key-image = Key image
tool-preset = Window presets

window-recorded = As recorded
window-auto = From the values
window-abdomen = Abdomen
window-lung = Lung
window-bone = Bone
window-brain = Brain
window-mediastinum = Mediastinum
window-liver = Liver
window-spine = Spine
window-narrow = More contrast
window-wide = Less contrast

measure-calibrated = calibrated
measure-detector = at the detector, not calibrated
measure-none = not calibrated

pane-label = { $series }, image { $number } of { $total }
pane-empty = No series here
pane-loading = Loading the first image
pane-preview = Preview, not for reading
pane-failed = Image { $number }:
pane-progress = { $done } of { $total } images are here
pane-thickness = thickness { $value } mm
pane-lossy = lossy compression
pane-inverted = inverted
pane-detector = (at the detector)
pane-no-orientation = no orientation recorded
pane-no-scale = no scale recorded
