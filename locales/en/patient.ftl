### The patient's room.

patient-title = A second opinion before surgery
patient-purpose = You send the images from your disc. You get an independent reading in plain words.
