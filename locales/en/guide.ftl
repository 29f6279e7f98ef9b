### Words for patients: warning signs and certainty. The lists are in crates/guide.

## Warning signs: before anything else. Any yes stops. No answer is ever called safe.

warning-title = First: is there a sign that cannot wait?
warning-why = A second reading takes one to three days. Some signs need help today.
warning-question = Is one of these true for you now?
warning-after = This list cannot tell whether you are well. If anything new starts, do not wait: call.

warning-stop-title = Do not wait. Call now.
warning-stop-text = Call 112, in Switzerland 144. Or let somebody take you to the nearest emergency department.
warning-stop-why = You said yes to a sign that needs help today. A second reading would take too long.
warning-stop-later = Your planned operation and a second reading can wait until you have been seen.

warning-area-spine = Back and nerves
warning-area-head = Head
warning-area-chest = Chest and blood vessels
warning-area-belly = Belly and pelvis
warning-area-limbs = Bones, joints and skin
warning-area-child = Children
warning-area-operation = The operation

warning-sign-bladder-or-bowel = New trouble passing urine or stool, or holding it
warning-sign-numb-saddle = Numbness between the legs, where you would sit on a saddle
warning-sign-new-weakness = New weakness in a leg or an arm, or weakness that grows fast
warning-sign-fever-back-pain = Fever together with severe back pain
warning-sign-pain-after-fall = Severe pain after a fall or a crash
warning-sign-cancer-and-weakness = Back pain and new weakness, and you have or had cancer
warning-sign-worst-headache = A sudden headache, the worst of your life
warning-sign-face-arm-speech = A drooping face, a weak arm, or trouble speaking
warning-sign-first-seizure = A seizure for the first time
warning-sign-drowsy-after-injury = Drowsiness after a blow to the head
warning-sign-sudden-vision-loss = Sudden loss of sight
warning-sign-chest-pain = Pain or pressure in the chest
warning-sign-breathlessness = Sudden shortness of breath
warning-sign-coughing-blood = Coughing up blood
warning-sign-tearing-pain = Tearing pain in the chest or back
warning-sign-aneurysm-pain = New pain in the belly or back, and you have a widened artery (aneurysm)
warning-sign-cold-pale-limb = A cold, pale and painful arm or leg
warning-sign-hard-belly = A belly that is suddenly hard and painful
warning-sign-vomiting-blood = Vomiting blood, or black stool
warning-sign-no-stool-vomiting = No stool and no wind, together with vomiting
warning-sign-fever-yellow-skin = Fever together with yellow skin or eyes
warning-sign-bleeding-pregnancy = Heavy bleeding in pregnancy
warning-sign-testicle-pain = Sudden pain in a testicle
warning-sign-open-break = An open wound over a broken bone
warning-sign-numb-after-injury = A numb or cold hand or foot after an injury
warning-sign-hot-joint-fever = A hot, swollen joint with fever
warning-sign-spreading-redness = Painful redness of the skin that spreads fast
warning-sign-child-not-waking = A child who cannot be woken properly or does not drink
warning-sign-emergency-operation = A doctor has called your operation an emergency

## How sure: a word and a number.

certainty-established = established
certainty-established-range = stated without reserve
certainty-most_likely = most likely
certainty-most_likely-range = more than { $low } in 100
certainty-likely = likely
certainty-likely-range = { $low } to { $high } in 100
certainty-may_represent = may represent
certainty-may_represent-range = { $low } to { $high } in 100
certainty-unlikely = unlikely
certainty-unlikely-range = { $low } to { $high } in 100
certainty-very_unlikely = very unlikely
certainty-very_unlikely-range = less than { $high } in 100

## Fixed sentences that stand with every report.

guide-not-an-examination = This second reading does not replace the examination by your doctor.
guide-images-listed = The reader saw only the images listed here.
guide-difference = A difference between two readings does not mean that somebody did poor work.
guide-no-delay = Do not stop or delay treatment because of this report. Take it to your surgeon.
guide-emergency = In an emergency call 112, in Switzerland 144.
