//! A walk over data elements (PS3.5 §7) up to the pixels: bounds-checked, without recursion, without building objects.
//!
//! It forgives what real discs contain: VRs that are none, sequences that are never closed, items longer than their
//! sequence, implicit items inside explicit data sets, stray delimiters. Each step moves forward or closes a level, so it ends.

use crate::{Problem, ReadError, window::Window};

/// Pixel data elements: float, double float, integer.
pub(crate) const PIXELS: [u32; 3] = [0x7FE0_0008, 0x7FE0_0009, 0x7FE0_0010];
const ITEM: u32 = 0xFFFE_E000;
const ITEM_END: u32 = 0xFFFE_E00D;
const SEQUENCE_END: u32 = 0xFFFE_E0DD;
/// Levels of nesting; honest objects stay below twenty.
const MAX_DEPTH: usize = 64;
/// Longest value that is handed over.
pub(crate) const MAX_VALUE: u64 = 16 * 1024;

/// How elements are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// Whether the VR is written.
    pub(crate) explicit: bool,
    /// Whether numbers are big endian.
    pub(crate) big: bool,
}

/// Header of one element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element {
    /// Group and element number.
    pub(crate) tag: u32,
    /// Where the value begins.
    pub(crate) value: u64,
    /// Length of the value; `None` for undefined length.
    pub(crate) length: Option<u64>,
    /// How it was written.
    pub(crate) syntax: Syntax,
    /// The VR as it is written, valid or not; `??` where none is.
    pub(crate) vr: [u8; 2],
}

/// A sequence on the way to an element, and the number of the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) tag: u32,
    pub(crate) item: usize,
}

/// What a visitor wants of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// Nothing.
    Skip,
    /// Its value, if it is at most [`MAX_VALUE`] long.
    Value,
    /// Where its value lies.
    Place,
    /// The elements of its items.
    Enter,
}

/// Who keeps what the walk finds.
pub(crate) trait Visitor {
    /// What is wanted of an element inside `path`.
    fn wants(&self, path: &[Step], tag: u32) -> Want;
    /// A wanted value, or an empty one for [`Want::Place`].
    fn visit(&mut self, path: &[Step], element: &Element, value: &[u8]);
    /// Something is wrong with how the data set is written.
    fn problem(&mut self, _problem: Problem) {}
    /// The same as [`Self::wants`] with the whole header at hand; for most visitors the tag is enough.
    fn wants_element(&self, path: &[Step], element: &Element) -> Want {
        self.wants(path, element.tag)
    }
    /// A sequence is entered.
    fn begins(&mut self, _path: &[Step], _element: &Element) {}
    /// An item of the sequence that was entered last begins.
    fn item(&mut self) {}
    /// The innermost sequence or item ends; those that are open at the end of the walk do not say so.
    fn ends(&mut self, _sequence: bool) {}
}

/// How a walk ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// At the pixels.
    Pixels(Element),
    /// At the end of the bytes.
    Finished,
    /// Inside an element.
    Truncated,
    /// At the end of the bytes, inside an item that should have been closed; where the outermost one begins.
    Unclosed(u64),
    /// Too many levels.
    TooDeep,
}

/// A sequence or an item that the walk is in.
struct Level {
    /// Whether it is a sequence, else an item.
    sequence: bool,
    /// Where it ends at the latest.
    limit: u64,
    /// Whether a delimiter ends it.
    undefined: bool,
    /// Where its content begins.
    start: u64,
    syntax: Syntax,
    /// Whether its items hold bytes instead of elements, as in encapsulated icons.
    raw: bool,
}

/// Walks from `at` to `end`. Where an item swallows all the rest because it is never closed, it is taken as empty, and what
/// follows as part of the data set.
pub(crate) fn walk(
    window: &mut Window<'_>,
    mut at: u64,
    end: u64,
    syntax: Syntax,
    visitor: &mut dyn Visitor,
) -> Result<End, ReadError> {
    let mut unclosed = false;
    for _ in 0..4 {
        match walk_once(window, at, end, syntax, visitor)? {
            End::Unclosed(start) => {
                visitor.problem(Problem::MissingDelimiter);
                unclosed = true;
                at = start;
            }
            // Then it was no swallowed data set but a cut.
            End::Finished if unclosed => return Ok(End::Truncated),
            other => return Ok(other),
        }
    }
    Ok(End::Truncated)
}

fn walk_once(
    window: &mut Window<'_>,
    at: u64,
    end: u64,
    syntax: Syntax,
    visitor: &mut dyn Visitor,
) -> Result<End, ReadError> {
    let bottom = Level {
        sequence: false,
        limit: end,
        undefined: false,
        start: at,
        syntax,
        raw: false,
    };
    let mut walk = Walk {
        window,
        visitor,
        at,
        end,
        levels: vec![bottom],
        path: Vec::new(),
    };
    let mut last_tag = 0;
    loop {
        let unclosed = walk.unclosed();
        let Some(level) = walk.level() else {
            return Ok(unclosed.map_or(End::Finished, End::Unclosed));
        };
        let (limit, syntax, raw) = (level.limit, level.syntax, level.raw);
        let (sequence, undefined) = (level.sequence, level.undefined);
        if walk.levels.len() > MAX_DEPTH {
            return Ok(End::TooDeep);
        }
        let Some(head) = walk
            .window
            .get(walk.at, 8)?
            .and_then(|bytes| bytes.first_chunk::<8>().copied())
        else {
            return walk.tail();
        };
        match (tag_of(head, syntax.big), sequence) {
            (ITEM, true) => walk.item(
                u32_of([head[4], head[5], head[6], head[7]], syntax.big),
                limit,
                syntax,
                raw,
            )?,
            (ITEM_END, false) | (SEQUENCE_END, true) => {
                walk.at += 8;
                walk.close();
            }
            // What does not begin with an item is no sequence, whatever it is called.
            (_, true) if !undefined && walk.is_untouched() => {
                walk.at = limit;
                walk.close();
            }
            // A sequence that was never closed, an item that ended without saying so: close the level and look again.
            (_, true) => walk.close(),
            (ITEM | SEQUENCE_END, false) if undefined => walk.close(),
            // Stray delimiters.
            (ITEM | SEQUENCE_END, false) => walk.at += 8,
            (tag, false) => {
                let Some(element) = element(walk.window, walk.at, limit, syntax, last_tag)? else {
                    return Ok(End::Truncated);
                };
                if syntax.explicit && !is_vr(element.vr) && tag >> 16 != 0xFFFE {
                    walk.visitor.problem(Problem::InvalidVr);
                }
                if walk.levels.len() == 1 {
                    if tag < last_tag {
                        walk.visitor.problem(Problem::UnorderedAttributes);
                    }
                    last_tag = tag;
                    if PIXELS.contains(&tag) {
                        return Ok(End::Pixels(element));
                    }
                }
                walk.step(&element, limit)?;
                if walk.at > end {
                    return Ok(End::Truncated);
                }
            }
        }
    }
}

struct Walk<'a, 'w> {
    window: &'a mut Window<'w>,
    visitor: &'a mut dyn Visitor,
    at: u64,
    end: u64,
    /// The data set itself, then sequences and items in turn.
    levels: Vec<Level>,
    path: Vec<Step>,
}

impl Walk<'_, '_> {
    /// The innermost level that has not ended; nothing at the end of the bytes.
    fn level(&mut self) -> Option<&Level> {
        while self.levels.len() > 1 && self.levels.last().is_some_and(|level| self.at >= level.limit) {
            self.close();
        }
        self.levels.last().filter(|_| self.at < self.end)
    }

    /// At the end of the bytes: where the outermost item begins that should have been closed.
    fn unclosed(&self) -> Option<u64> {
        let open = |level: &&Level| level.undefined && !level.sequence;
        let first = self.levels.iter().find(open).filter(|_| self.at >= self.end)?;
        Some(first.start)
    }

    /// Leaves a level, but never the data set.
    fn close(&mut self) {
        if self.levels.len() > 1
            && let Some(level) = self.levels.pop()
        {
            if level.sequence {
                self.path.pop();
            }
            self.visitor.ends(level.sequence);
        }
    }

    /// Whether the sequence that was entered last has had no item yet.
    fn is_untouched(&self) -> bool {
        self.path.last().is_some_and(|step| step.item == usize::MAX)
    }

    fn enter(&mut self, element: &Element, limit: u64, syntax: Syntax, raw: bool) {
        let undefined = element.length.is_none();
        self.visitor.begins(&self.path, element);
        self.levels.push(Level {
            sequence: true,
            limit,
            undefined,
            start: element.value,
            syntax,
            raw,
        });
        self.path.push(Step {
            tag: element.tag,
            item: usize::MAX,
        });
        self.at = element.value;
    }

    fn item(&mut self, length: u32, limit: u64, syntax: Syntax, raw: bool) -> Result<(), ReadError> {
        self.at += 8;
        if let Some(step) = self.path.last_mut() {
            step.item = step.item.wrapping_add(1);
        }
        let stop = self.at.saturating_add(u64::from(length));
        if raw {
            self.at = stop;
            return Ok(());
        }
        let undefined = length == u32::MAX;
        let limit = if undefined { limit } else { stop.min(limit) };
        let syntax = item_syntax(self.window, self.at, limit, syntax)?;
        self.visitor.item();
        self.levels.push(Level {
            sequence: false,
            limit,
            undefined,
            start: self.at,
            syntax,
            raw: false,
        });
        Ok(())
    }

    /// Hands the element over, enters it or passes it.
    fn step(&mut self, element: &Element, limit: u64) -> Result<(), ReadError> {
        let want = self.visitor.wants_element(&self.path, element);
        let Some(length) = element.length else {
            if want == Want::Place {
                self.visitor.visit(&self.path, element, &[]);
            }
            // PS3.5 §6.2.2: inside UN of undefined length everything is implicit little endian.
            let implicit = Syntax {
                explicit: false,
                big: false,
            };
            let syntax = if &element.vr == b"UN" {
                implicit
            } else {
                element.syntax
            };
            let bytes = matches!(&element.vr, b"OB" | b"OW" | b"OF" | b"OD" | b"OL");
            self.enter(element, limit, syntax, bytes || PIXELS.contains(&element.tag));
            return Ok(());
        };
        let stop = element.value.saturating_add(length);
        match want {
            Want::Enter => {
                // What is inside UN is little endian.
                let syntax = Syntax {
                    big: element.syntax.big && &element.vr != b"UN",
                    ..element.syntax
                };
                self.enter(element, stop.min(limit), syntax, false);
                return Ok(());
            }
            Want::Value if length <= MAX_VALUE && stop <= limit => {
                let n = usize::try_from(length).unwrap_or(usize::MAX);
                if let Some(value) = self.window.get(element.value, n)? {
                    self.visitor.visit(&self.path, element, value);
                }
            }
            Want::Place if stop <= limit => self.visitor.visit(&self.path, element, &[]),
            _ => {}
        }
        // Inside an item a value may claim more than the item has; the item's end wins. Outside it means truncation.
        self.at = if self.levels.len() == 1 {
            stop
        } else {
            stop.min(limit)
        };
        Ok(())
    }

    /// Fewer than eight bytes are left: padding, or a cut.
    fn tail(&mut self) -> Result<End, ReadError> {
        let n = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let zeros = self
            .window
            .get(self.at, n)?
            .is_some_and(|bytes| bytes.iter().all(|byte| *byte == 0));
        Ok(if zeros && self.levels.len() == 1 {
            End::Finished
        } else {
            End::Truncated
        })
    }
}

/// Header of the element at `at`; nothing where it does not fit.
pub(crate) fn element(
    window: &mut Window<'_>,
    at: u64,
    limit: u64,
    syntax: Syntax,
    last_tag: u32,
) -> Result<Option<Element>, ReadError> {
    let Some(head) = window
        .get(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    else {
        return Ok(None);
    };
    let tag = tag_of(head, syntax.big);
    let vr = [head[4], head[5]];
    let implicit = element_of(
        tag,
        at + 8,
        u32_of([head[4], head[5], head[6], head[7]], syntax.big),
        Syntax {
            explicit: false,
            ..syntax
        },
        *b"??",
    );
    if !syntax.explicit {
        return Ok(Some(implicit));
    }
    let short = Element {
        length: Some(u64::from(u16_of([head[6], head[7]], syntax.big))),
        syntax,
        vr,
        ..implicit
    };
    if is_short(vr) {
        return Ok(Some(short));
    }
    let long = window
        .get(at + 8, 4)?
        .and_then(|bytes| bytes.first_chunk::<4>().copied())
        .map(|length| element_of(tag, at + 12, u32_of(length, syntax.big), syntax, vr));
    if is_long(vr) {
        return Ok(long);
    }
    // Not a VR. Take the reading after which something sensible follows.
    for candidate in [Some(short), long, Some(implicit)].into_iter().flatten() {
        if let Some(length) = candidate.length
            && follows(
                window,
                candidate.value.saturating_add(length),
                limit,
                syntax,
                last_tag.max(tag),
            )?
        {
            return Ok(Some(candidate));
        }
    }
    Ok(Some(short))
}

/// Whether an element may begin at `at`.
fn follows(
    window: &mut Window<'_>,
    at: u64,
    limit: u64,
    syntax: Syntax,
    after: u32,
) -> Result<bool, ReadError> {
    if at >= limit {
        return Ok(at == limit);
    }
    let Some(head) = window
        .glance(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    else {
        return Ok(false);
    };
    let tag = tag_of(head, syntax.big);
    Ok(tag > after && (tag >> 16 == after >> 16 || tag >> 16 <= 0x7FE0 || tag >> 16 == 0xFFFE))
}

/// Some writers put implicit items into explicit sequences.
fn item_syntax(window: &mut Window<'_>, at: u64, end: u64, syntax: Syntax) -> Result<Syntax, ReadError> {
    if !syntax.explicit || at.saturating_add(8) > end {
        return Ok(syntax);
    }
    let Some(head) = window
        .get(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    else {
        return Ok(syntax);
    };
    let vr = [head[4], head[5]];
    let length = u32_of([head[4], head[5], head[6], head[7]], syntax.big);
    let implicit = tag_of(head, syntax.big) >> 16 != 0xFFFE
        && !is_short(vr)
        && !is_long(vr)
        && (length == u32::MAX || at.saturating_add(8).saturating_add(u64::from(length)) <= end);
    Ok(Syntax {
        explicit: !implicit,
        ..syntax
    })
}

fn element_of(tag: u32, value: u64, length: u32, syntax: Syntax, vr: [u8; 2]) -> Element {
    let length = (length != u32::MAX).then_some(u64::from(length));
    Element {
        tag,
        value,
        length,
        syntax,
        vr,
    }
}

/// Whether the two letters are a value representation.
pub(crate) fn is_vr(vr: [u8; 2]) -> bool {
    is_short(vr) || is_long(vr)
}

/// Value representations with a 16-bit length (PS3.5 §7.1.2).
pub(crate) fn is_short(vr: [u8; 2]) -> bool {
    matches!(
        &vr,
        b"AE"
            | b"AS"
            | b"AT"
            | b"CS"
            | b"DA"
            | b"DS"
            | b"DT"
            | b"FD"
            | b"FL"
            | b"IS"
            | b"LO"
            | b"LT"
            | b"PN"
            | b"SH"
            | b"SL"
            | b"SS"
            | b"ST"
            | b"TM"
            | b"UI"
            | b"UL"
            | b"US"
    )
}

/// Value representations with a 32-bit length.
pub(crate) fn is_long(vr: [u8; 2]) -> bool {
    matches!(
        &vr,
        b"OB" | b"OD" | b"OF" | b"OL" | b"OV" | b"OW" | b"SQ" | b"SV" | b"UC" | b"UN" | b"UR" | b"UT" | b"UV"
    )
}

pub(crate) fn tag_of(head: [u8; 8], big: bool) -> u32 {
    let group = u16_of([head[0], head[1]], big);
    let element = u16_of([head[2], head[3]], big);
    u32::from(group) << 16 | u32::from(element)
}

pub(crate) fn u16_of(bytes: [u8; 2], big: bool) -> u16 {
    if big {
        u16::from_be_bytes(bytes)
    } else {
        u16::from_le_bytes(bytes)
    }
}

pub(crate) fn u32_of(bytes: [u8; 4], big: bool) -> u32 {
    if big {
        u32::from_be_bytes(bytes)
    } else {
        u32::from_le_bytes(bytes)
    }
}
