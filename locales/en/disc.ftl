### A disc: what is on it, whose it is, and how it is sent.

## Looking at it

disc-examining = We look at what is on it, here on your device
disc-examined = { $count ->
    [one] { $done } of 1 file
   *[other] { $done } of { $total } files
}
disc-unpacking = If it is a ZIP, we first look at what is packed in it
disc-trouble = The disc could not be read to the end
disc-nothing-empty = This folder is empty
disc-nothing-empty-do = On most discs the images are in a folder called DICOM or IMAGES. Choose the whole disc instead.
disc-nothing-photos = These are photos, not scans
disc-nothing-photos-do = A radiologist needs the original files from the hospital. Choose the disc, or the ZIP you got from the hospital.
disc-nothing-screenshots = There are only screenshots here
disc-nothing-screenshots-do = A radiologist needs the original images. Ask the hospital for a disc “in DICOM format”.
disc-nothing-other = This folder has no scans in it
disc-nothing-other-do = On most discs they are in a folder called DICOM or IMAGES. Choose the whole disc instead.
disc-unreadable = { $count ->
    [one] 1 file could not be read
   *[other] { $count } files could not be read
}
disc-unreadable-do = Wipe the disc with a soft cloth and choose it again. Or ask the hospital for a new one.
disc-skipped-do = You can go on. If something important is missing, ask the hospital for a new disc.
locked-title = “{ $archive }” is locked with a password
locked-text = { $count ->
    [one] 1 file in it cannot be opened yet.
   *[other] { $shown } files in it cannot be opened yet.
}
locked-password = Password
locked-hint = It often stands in the hospital's letter or mail. It stays on this page and is never kept or sent.
locked-missing = Please type the password, or go on without this archive
locked-wrong = This password does not open it. Please look at capital letters and digits, then try again.
locked-decide = Please type the password of “{ $archive }”, or go on without it
locked-open = Open with this password
locked-leave = Go on without it
locked-closed = “{ $archive }” stays closed
locked-closed-text = What is in it is not sent. The report will say so.
locked-again = Type the password after all
disc-warning-several_patients = There are images of more than one person on this disc
disc-advice-several_patients = Before anything is sent, you say for each person whether the images belong to the patient.
disc-warning-dicomdir_missing_files = The disc's own list names files that are not here
disc-advice-dicomdir_missing_files = Did you choose the whole disc? If so, you can go on; the radiologist is told.
disc-warning-truncated = Some images are cut off
disc-advice-truncated = The disc may be scratched. You can go on; the radiologist is told. If something important is missing, ask the hospital for a new disc.
disc-warning-duplicate_instances = Some images are on the disc twice
disc-advice-duplicate_instances = One of each is used. You need not do anything.
disc-warning-conflicting_instances = Some images carry the same number but differ
disc-advice-conflicting_instances = All of them are sent. You need not do anything.
disc-warning-invalid_uid = Some images lack a proper number
disc-advice-invalid_uid = They are sent all the same. You need not do anything.
disc-warning-other = Something on this disc is unusual
disc-warning-dicomdir_outside = The disc's own list names files outside the disc
disc-warning-kos_missing_instances = A list on the disc names images that are not here
disc-warning-missing_slices = The hospital counted more images than there are here
disc-warning-not_diagnostic = Some files are only pictures of images
disc-warning-lossy = Some of these pictures are strongly compressed
disc-warning-cannot_decode = Some images cannot be shown
disc-advice-other = You can go on. The radiologist sees it too.
disc-advice-dicomdir_outside = They are not looked for. You need not do anything.
disc-advice-kos_missing_instances = Did you choose the whole disc? If so, you can go on; the radiologist is told.
disc-advice-missing_slices = Ask the hospital for a new copy. You can go on; the radiologist is told.
disc-advice-not_diagnostic = They are sent as documents. You need not do anything.
disc-advice-lossy = They are sent as documents. You need not do anything.
disc-advice-cannot_decode = Ask the hospital for a copy “in DICOM format”. You can go on.

## What is on it

sources = What you have chosen
sources-hint = If you choose another disc, folder or ZIP, it is added to these.
sources-size = { $count ->
    [one] 1 file
   *[other] { $files } files
}, { $size }
document-remove = Take out
inventory-decide = Please say whether these images belong to the patient (on the disc: { $person })
inventory-none-left = Please leave at least one examination ticked
inventory-all-there = Everything on this disc is with the practice already
inventory-all-there-do = You need not send it again. What you add beside the disc can be sent.
inventory-examinations = Examinations
inventory-documents = Papers and pictures
inventory-documents-hint = The first report may be among them. The radiologist opens them only after the first read.
inventory-rest = { $count ->
    [one] What else is on the disc (1 file)
   *[other] What else is on the disc ({ $count } files)
}
inventory-rest-hint = The radiologist reads no images from these files. They are sent along, unless you leave them out.
study-of = { $kind } of the { $part }
study-size = { $series ->
    [one] 1 series
   *[other] { $series } series
}, { $images ->
    [one] 1 image
   *[other] { $shown } images
}
study-born = born { $date }
study-nameless = without a name
study-picture = A picture from: { $title }
study-send = Send this examination
study-known-all = Already sent
study-known-all-do = All these images are with the practice. They are not sent again, unless you tick them.
study-known-some = { $known ->
    [one] 1 of { $all } images was sent already
   *[other] { $shown } of { $all } images were sent already
}
study-known-some-do = The others are new, so the whole examination is sent. You need not do anything.
study-old-operation = { $count ->
    [one] On the day of the operation these images will be 1 month old
   *[other] On the day of the operation these images will be { $count } months old
}
study-old-today = { $count ->
    [one] These images are 1 month old
   *[other] These images are { $count } months old
}
study-old-do = They can be read all the same. If there are newer ones, add them too. Or ask your surgeon whether new ones are needed.
study-check-missing_slices = { $between ->
    [yes] { $count ->
        [one] 1 image seems to be missing in between
       *[other] { $shown } images seem to be missing in between
    }
   *[no] { $count ->
        [one] 1 image seems to be missing
       *[other] { $shown } images seem to be missing
    }
}
study-check-truncated = { $count ->
    [one] 1 image is cut off
   *[other] { $shown } images are cut off
}
study-check-cannot_decode = { $count ->
    [one] 1 image cannot be shown
   *[other] { $shown } images cannot be shown
}
study-check-localizer_only = There are only overview images here
study-check-not_diagnostic = { $count ->
    [one] 1 image is only a reduced copy
   *[other] { $shown } images are only reduced copies
}
study-check-expected_series = A part that usually belongs to this examination was not found
study-check-lossy = { $count ->
    [one] 1 image is strongly compressed
   *[other] { $shown } images are strongly compressed
}
study-advice-missing_slices = Ask the hospital for a new copy. You can send what you have; the radiologist is told.
study-advice-truncated = The disc may be scratched. Ask the hospital for a new copy, or go on.
study-advice-cannot_decode = Ask the hospital for a copy without special compression, or go on.
study-advice-localizer_only = Ask the hospital for all images of this examination. You can go on.
study-advice-not_diagnostic = Ask the hospital for the original images. You can go on; the radiologist is told.
study-advice-expected_series = Did you choose the whole disc? If so, you can go on; the radiologist is told.
study-advice-lossy = Ask the hospital for a copy without loss. You can go on; the radiologist is told.
document-pdf = PDF
document-picture = Photo or picture
document-text = Text
document-rtf = Letter
document-office = Letter
document-html = Web page
document-structured_report = Report in the hospital's own format
document-key_objects = List of marked images
document-presentation_state = Marks on images
document-encapsulated = Paper in the hospital's own format
document-secondary_capture = Screenshot

## Kinds of examinations and parts of the body

modality-ct = CT
modality-mr = MRI
modality-cr = X-ray
modality-dx = X-ray
modality-rf = X-ray film
modality-xa = X-ray of the vessels
modality-us = Ultrasound
modality-mg = Mammogram
modality-nm = Nuclear scan
modality-pt = PET
modality-other = Images
part-lspine = lower back
part-lumbarspine = lower back
part-lspineap = lower back
part-cspine = neck (spine)
part-tspine = upper back
part-spine = spine
part-sspine = sacrum
part-chest = chest
part-thorax = chest
part-lung = lungs
part-abdomen = belly
part-pelvis = pelvis
part-head = head
part-brain = head
part-skull = head
part-neck = neck
part-knee = knee
part-hip = hip
part-shoulder = shoulder
part-elbow = elbow
part-wrist = wrist
part-hand = hand
part-ankle = ankle
part-foot = foot
part-leg = leg
part-arm = arm
part-heart = heart
part-breast = breast

## Files that are of no use

skip-empty = Empty files
skip-not_dicom_viewer_program = The viewer program of the disc
skip-not_dicom_system_file = Files of an operating system
skip-not_dicom_video = Film or sound
skip-archive_not_opened = Packed files that we do not open
skip-damaged_zip = A damaged ZIP
skip-not_dicom = Files of an unknown kind
skip-truncated_before_pixels = Images that break off at the beginning
skip-no_pixels = Image files without an image
skip-not_an_image_object = Plans and measurements without images
skip-incomplete_image_description = Images without the figures needed to show them
skip-unsupported_pixels = Images of an unusual kind
skip-unsupported_video = Films
skip-unclear_frames = Images whose parts cannot be told apart
skip-too_many_frames = Files with more images than any examination has
skip-nested_too_deeply = Files built in an unusual way
skip-duplicate = The same image once more
skip-unreadable = Files that could not be read
skip-cannot_inflate = Damaged files in an archive
skip-damaged_data_set = Damaged image files
skip-data_set_too_large = Image files that grow beyond measure
skip-checksum = Files in an archive that do not match their check number
skip-encrypted_zip = Files in the ZIP that need a password
skip-unknown_zip_method = Files in an archive packed in an unusual way
skip-too_large = Files in an archive that grow beyond measure
skip-other = Files of another kind
skip-seven_zip_not_opened = 7z archives
skip-rar_not_opened = RAR archives
skip-split_archive = Parts of a split archive
skip-nested_archive = Archives inside an archive inside an archive
skip-incomplete_archive = Archives that are damaged or break off; what could be opened is listed
skip-too_many_files = Archives with more files than any disc has
skip-empty_archive = Archives without files
skip-unsafe_path = Files whose name in the archive leads out of its folder
skip-not_a_file = Links to other files
skip-overlapping = Files that lie over each other in the archive
skip-encrypted = Files that need a password
skip-wrong_password = Files that the password does not open
skip-unknown_encryption = Files encrypted in a way that we cannot open
skip-do-archive_not_opened = Please unpack them on your computer, then choose the folder.
skip-do-unknown_zip_method = Please unpack it on your computer, then choose the folder.
skip-do-seven_zip_not_opened = Please unpack them on your computer (with 7-Zip, for example), then choose the folder.
skip-do-rar_not_opened = Please unpack them on your computer, then choose the folder.
skip-do-split_archive = Please unpack it on your computer, then choose the folder.
skip-do-nested_archive = Please unpack the outer one on your computer, then choose the folder.
skip-do-unknown_encryption = Please unpack them on your computer with their password, then choose the folder.

## Whose it is

whose-differs = Please look closely: is this the right person?
whose-unknown = Nothing says whose disc this is. Please make sure of it.
whose-several = More than one person is on this disc
whose-disc = On the disc: { $person }
whose-case = In the case: { $person }
whose-person = { $name }, born { $born }
whose-you = the patient
whose-question = Do these images belong to { $person }?
whose-same = Yes, it is the same person
whose-same-hint = For example a maiden name, or a slip of the hospital
whose-other = No, leave them out
whose-other-hint = They stay on your device

## Sealing and sending

sending-preparing = Getting ready
sending-progress = Sealed and sent
sending-detail = { $done } of { $total }
sending-waiting = The server cannot be reached just now
sending-waiting-text = We keep trying. What was sent is safe, and nothing is sent twice.
sending-signing = Almost done: your device signs the list of everything that was sent.
sending-stopped = Sending has stopped
