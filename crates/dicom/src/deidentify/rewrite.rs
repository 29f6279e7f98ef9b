//! One data set, element by element, by the profile.

use std::collections::{BTreeSet, VecDeque};

use super::{
    notes::Note,
    people::{People, Person},
    profile::{self, Action},
};
use crate::{
    Span,
    attributes::tag,
    dictionary,
    rewritten::Writer,
    walk::{Element, MAX_VALUE, PIXELS, Step, Visitor, Want},
};

/// Walks through the original and writes the copy.
pub(super) struct Rewriter<'a> {
    pub(super) writer: Writer,
    people: &'a People,
    person: &'a Person,
    /// Words that must not stand in what is kept, in lower case.
    words: BTreeSet<Vec<u8>>,
    /// What the copy says about itself, by tag, not yet written.
    notes: VecDeque<Note>,
    /// Levels that are open in the copy: whether a sequence.
    open: Vec<bool>,
    /// Levels that are open in the original below something that is not copied.
    skipped: usize,
}

/// Extended offset table and its lengths; the copy has a basic one.
const OFFSETS: [u32; 2] = [tag::EXTENDED_OFFSETS, 0x7FE0_0002];
/// Sequences inside each other that are cleaned; what lies deeper is removed.
const DEEPEST: usize = 24;

/// What to do with an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plan {
    Drop,
    /// Write the sequence and clean its items.
    Enter,
    /// Write the element with the value that the action makes of its value.
    Write(Action),
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(
        writer: Writer,
        (people, person): (&'a People, &'a Person),
        words: BTreeSet<Vec<u8>>,
        notes: Vec<Note>,
    ) -> Self {
        Self {
            writer,
            people,
            person,
            words,
            notes: notes.into(),
            open: Vec::new(),
            skipped: 0,
        }
    }

    /// Ends what is still open, adds what is still to be noted and gives the copy back.
    pub(super) fn finish(mut self) -> Writer {
        while let Some(sequence) = self.open.pop() {
            self.close(sequence);
        }
        self.notes_before(u32::MAX);
        self.writer
    }

    fn write(&mut self, element: &Element, action: Action, value: &[u8]) {
        let vr = dictionary::vr_of(element);
        self.notes_before(element.tag);
        if &vr == b"SQ" {
            self.writer.begin(element.tag, vr);
            if action == Action::Dummy && element.length != Some(0) {
                self.writer.item();
                self.writer.end_item();
            }
            self.writer.end();
            return;
        }
        if element.length.is_none_or(|length| length > MAX_VALUE) && matches!(action, Action::Keep) {
            let (offset, length) = (element.value, element.length.unwrap_or_default());
            self.writer.copied(element.tag, vr, Span { offset, length });
            return;
        }
        let value = self.changed(element, action, vr, value);
        self.writer.element(element.tag, vr, &value);
    }

    /// The value that is written instead of `value`.
    fn changed(&self, element: &Element, action: Action, vr: [u8; 2], value: &[u8]) -> Vec<u8> {
        match (action, element.tag) {
            (Action::Keep, tag) if self.names_somebody(tag, vr, value) => dummy(vr),
            // No reader knows a code with control characters.
            (Action::Keep, _) if &vr == b"CS" => value.iter().copied().filter(|byte| *byte >= b' ').collect(),
            (Action::Keep, _) => value.to_vec(),
            (_, tag::PATIENT_NAME) => self.person.name.clone().into_bytes(),
            (_, tag::PATIENT_ID) => self.person.id.clone().into_bytes(),
            (Action::Uid, _) => {
                let uids = String::from_utf8_lossy(value);
                let uids: Vec<String> = uids.split('\\').map(|uid| self.people.uid(uid)).collect();
                uids.join("\\").into_bytes()
            }
            (Action::Date(otherwise), tag) => {
                let vr = dictionary::vr(tag).unwrap_or(vr);
                let kept = self.person.dates.apply(vr, value);
                kept.unwrap_or_else(|| self.changed(element, *otherwise, vr, value))
            }
            (Action::Dummy, tag) if element.length != Some(0) => dummy(dictionary::vr(tag).unwrap_or(vr)),
            (Action::Dummy | Action::Empty | Action::Remove, _) => Vec::new(),
        }
    }

    /// Whether a text that is kept holds one of the words that identify, as a word of its own.
    fn names_somebody(&self, tag: u32, vr: [u8; 2], value: &[u8]) -> bool {
        const TEXTS: [&[u8; 2]; 13] = [
            b"AE", b"CS", b"LO", b"LT", b"OB", b"PN", b"SH", b"ST", b"UC", b"UI", b"UN", b"UR", b"UT",
        ];
        // Codes that nobody types: a patient may be called Axial.
        let fixed = [
            tag::SPECIFIC_CHARACTER_SET,
            tag::IMAGE_TYPE,
            tag::MODALITY,
            tag::PHOTOMETRIC,
        ];
        if !TEXTS.contains(&&vr) || fixed.contains(&tag) {
            return false;
        }
        let value = value.to_ascii_lowercase();
        let letter = |at: Option<usize>| {
            at.and_then(|at| value.get(at))
                .is_some_and(u8::is_ascii_alphanumeric)
        };
        self.words.iter().any(|word| {
            let found = value.windows(word.len()).enumerate();
            found
                .filter(|(_, here)| here == word)
                .any(|(at, _)| !letter(at.checked_sub(1)) && !letter(Some(at + word.len())))
        })
    }

    fn notes_before(&mut self, tag: u32) {
        if self.open.is_empty() {
            while let Some(note) = self.notes.pop_front_if(|note| note.tag <= tag) {
                note.write(&mut self.writer);
            }
        }
    }

    fn close(&mut self, sequence: bool) {
        if sequence {
            self.writer.end();
        } else {
            self.writer.end_item();
        }
    }
}

impl Visitor for Rewriter<'_> {
    fn wants(&self, _path: &[Step], _tag: u32) -> Want {
        Want::Skip
    }

    fn wants_element(&self, path: &[Step], element: &Element) -> Want {
        match plan(path, element) {
            _ if self.skipped > 0 => Want::Skip,
            Plan::Drop => Want::Skip,
            Plan::Enter => Want::Enter,
            Plan::Write(_) if element.length.is_some_and(|length| length <= MAX_VALUE) => Want::Value,
            Plan::Write(_) => Want::Place,
        }
    }

    fn visit(&mut self, path: &[Step], element: &Element, value: &[u8]) {
        if let Plan::Write(action) = plan(path, element) {
            self.write(element, action, value);
        }
    }

    fn begins(&mut self, path: &[Step], element: &Element) {
        if self.skipped == 0 && plan(path, element) == Plan::Enter {
            self.notes_before(element.tag);
            self.writer.begin(element.tag, *b"SQ");
            self.open.push(true);
        } else {
            self.skipped += 1;
        }
    }

    fn item(&mut self) {
        if self.skipped > 0 {
            self.skipped += 1;
        } else {
            self.writer.item();
            self.open.push(false);
        }
    }

    fn ends(&mut self, sequence: bool) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else {
            self.open.pop();
            self.close(sequence);
        }
    }
}

/// What becomes of an element inside `path`.
fn plan(path: &[Step], element: &Element) -> Plan {
    let noted = path.is_empty() && Note::TAGS.contains(&element.tag);
    if OFFSETS.contains(&element.tag) {
        return Plan::Drop;
    }
    let Some(vr) = dictionary::vr(element.tag).filter(|_| !noted && !PIXELS.contains(&element.tag)) else {
        return Plan::Drop;
    };
    let sequence = &vr == b"SQ" || &element.vr == b"SQ";
    match profile::action(element.tag, sequence) {
        Action::Remove => Plan::Drop,
        _ if path.len() >= DEEPEST => Plan::Drop,
        Action::Keep | Action::Uid if sequence => Plan::Enter,
        // Bytes of undefined length are pixels, of which there are no others worth keeping.
        Action::Keep | Action::Uid | Action::Date(_) if element.length.is_none() => Plan::Drop,
        action => Plan::Write(action),
    }
}

/// A value that is right for its VR and says nothing (PS3.15 E.1.1).
fn dummy(vr: [u8; 2]) -> Vec<u8> {
    match &vr {
        b"DA" => b"19000101".to_vec(),
        b"DT" => b"19000101000000".to_vec(),
        b"TM" => b"000000".to_vec(),
        b"AS" => b"000Y".to_vec(),
        b"DS" | b"IS" => b"0".to_vec(),
        b"AE" | b"CS" | b"LO" | b"LT" | b"PN" | b"SH" | b"ST" | b"UC" | b"UR" | b"UT" => b"REMOVED".to_vec(),
        b"UI" => b"2.25.0".to_vec(),
        b"US" | b"SS" | b"OB" | b"OW" | b"UN" => vec![0; 2],
        b"UL" | b"SL" | b"FL" | b"AT" | b"OF" | b"OL" => vec![0; 4],
        _ => vec![0; 8],
    }
}
