//! A walk over data elements (PS3.5 §7) up to the pixels: bounds-checked, without recursion, without building objects.
//!
//! It forgives what real discs contain: VRs that are none, sequences that are never closed, items longer than their
//! sequence, implicit items inside explicit data sets, stray delimiters. Each step moves forward or closes a level, so it ends.

use crate::{ReadError, window::Window};

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
    vr: [u8; 2],
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
    /// Too many levels.
    TooDeep,
}

struct Level {
    sequence: Option<u32>,
    limit: u64,
    undefined: bool,
    syntax: Syntax,
    raw: bool,
}

/// Walks from `at` to `end`.
pub(crate) fn walk(
    window: &mut Window<'_>,
    mut at: u64,
    end: u64,
    syntax: Syntax,
    visitor: &mut dyn Visitor,
) -> Result<End, ReadError> {
    let mut levels: Vec<Level> = Vec::new();
    let mut path: Vec<Step> = Vec::new();
    let mut last_tag = 0;
    loop {
        while levels.last().is_some_and(|level| at >= level.limit) {
            close(&mut levels, &mut path);
        }
        let (limit, syntax) = levels
            .last()
            .map_or((end, syntax), |level| (level.limit, level.syntax));
        if at >= end {
            return Ok(End::Finished);
        }
        if levels.len() > MAX_DEPTH {
            return Ok(End::TooDeep);
        }
        let Some(head) = window
            .get(at, 8)?
            .and_then(|bytes| bytes.first_chunk::<8>().copied())
        else {
            return Ok(if levels.is_empty() {
                tail(window, at, end)?
            } else {
                End::Truncated
            });
        };
        let tag = tag_of(head, syntax.big);
        let item_length = u32_of([head[4], head[5], head[6], head[7]], syntax.big);
        match (tag, levels.last()) {
            (
                ITEM,
                Some(Level {
                    sequence: Some(_),
                    raw,
                    ..
                }),
            ) => {
                at += 8;
                if let Some(step) = path.last_mut() {
                    step.item = step.item.wrapping_add(1);
                }
                if *raw {
                    at = at.saturating_add(u64::from(item_length));
                    continue;
                }
                let undefined = item_length == u32::MAX;
                let item_end = if undefined {
                    limit
                } else {
                    at.saturating_add(u64::from(item_length)).min(limit)
                };
                let syntax = item_syntax(window, at, item_end, syntax)?;
                levels.push(Level {
                    sequence: None,
                    limit: item_end,
                    undefined,
                    syntax,
                    raw: false,
                });
            }
            (ITEM_END, Some(Level { sequence: None, .. }))
            | (
                SEQUENCE_END,
                Some(Level {
                    sequence: Some(_), ..
                }),
            ) => {
                at += 8;
                close(&mut levels, &mut path);
            }
            // A sequence that was never closed, an item that ended without saying so: close the level and look again.
            (
                _,
                Some(Level {
                    sequence: Some(_), ..
                }),
            )
            | (
                ITEM | SEQUENCE_END,
                Some(Level {
                    sequence: None,
                    undefined: true,
                    ..
                }),
            ) => {
                close(&mut levels, &mut path);
            }
            // Stray delimiters.
            (ITEM | ITEM_END | SEQUENCE_END, _) => at += 8,
            _ => {
                let Some(element) = element(window, at, limit, syntax, last_tag)? else {
                    return Ok(End::Truncated);
                };
                if levels.is_empty() {
                    last_tag = tag;
                    if PIXELS.contains(&tag) {
                        return Ok(End::Pixels(element));
                    }
                }
                at = step(window, &element, (limit, end), visitor, &mut levels, &mut path)?;
                if at > end {
                    return Ok(End::Truncated);
                }
            }
        }
    }
}

/// Hands the element over or enters it; returns where the walk goes on.
fn step(
    window: &mut Window<'_>,
    element: &Element,
    (limit, end): (u64, u64),
    visitor: &mut dyn Visitor,
    levels: &mut Vec<Level>,
    path: &mut Vec<Step>,
) -> Result<u64, ReadError> {
    let want = visitor.wants(path, element.tag);
    let Some(length) = element.length else {
        // PS3.5 §6.2.2: inside UN of undefined length everything is implicit little endian.
        let syntax = if &element.vr == b"UN" {
            Syntax {
                explicit: false,
                big: false,
            }
        } else {
            element.syntax
        };
        let raw =
            PIXELS.contains(&element.tag) || matches!(&element.vr, b"OB" | b"OW" | b"OF" | b"OD" | b"OL");
        levels.push(Level {
            sequence: Some(element.tag),
            limit,
            undefined: true,
            syntax,
            raw,
        });
        path.push(Step {
            tag: element.tag,
            item: usize::MAX,
        });
        return Ok(element.value);
    };
    let stop = element.value.saturating_add(length);
    match want {
        Want::Enter => {
            levels.push(Level {
                sequence: Some(element.tag),
                limit: stop.min(limit),
                undefined: false,
                syntax: element.syntax,
                raw: false,
            });
            path.push(Step {
                tag: element.tag,
                item: usize::MAX,
            });
            return Ok(element.value);
        }
        Want::Value if length <= MAX_VALUE && stop <= limit => {
            let n = usize::try_from(length).unwrap_or(usize::MAX);
            if let Some(value) = window.get(element.value, n)? {
                visitor.visit(path, element, value);
            }
        }
        Want::Place if stop <= limit => visitor.visit(path, element, &[]),
        _ => {}
    }
    // Inside an item a value may claim more than the item has; the item's end wins. At the top it means truncation.
    Ok(if levels.is_empty() {
        stop
    } else {
        stop.min(limit).min(end)
    })
}

fn close(levels: &mut Vec<Level>, path: &mut Vec<Step>) {
    if levels.pop().is_some_and(|level| level.sequence.is_some()) {
        path.pop();
    }
}

/// Fewer than eight bytes are left: padding, or a cut.
fn tail(window: &mut Window<'_>, at: u64, end: u64) -> Result<End, ReadError> {
    let n = usize::try_from(end - at).unwrap_or(usize::MAX);
    let padding = window
        .get(at, n)?
        .is_some_and(|bytes| bytes.iter().all(|byte| *byte == 0));
    Ok(if padding { End::Finished } else { End::Truncated })
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
