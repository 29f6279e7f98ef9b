//! Bytes inside bytes: what lies in a container is a layer over it, and may be a container itself.
//!
//! A layer is a recipe, not bytes; reading goes down to the files the person gave. Pieces and AES are read at any place,
//! deflate, gzip and the traditional cipher of ZIP through a cursor that is kept ([`crate::stream`]).

use std::sync::OnceLock;

use crate::{
    ByteSource, ReadError,
    container::{
        Piece, sectors,
        zip::{self, Cipher, Member},
    },
    crypt::{self, Opened},
    stream::{Cursor, Decoder, Input, Key, Streams},
};

/// Length of a stream whose end was not yet seen.
pub(crate) const UNKNOWN: u64 = u64::MAX;

/// Where bytes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Below {
    /// A file the person gave.
    Source(usize),
    /// A layer.
    Layer(usize),
}

/// How a layer is made of what is below it.
pub(crate) enum Recipe {
    /// Parts of it.
    Pieces(Vec<Piece>),
    /// What counts of a raw CD's sectors.
    Sectors,
    /// The packed bytes of a ZIP's member, found behind its local header when first asked for.
    Packed(Member, OnceLock<Result<u64, ReadError>>),
    /// Decrypted by a password that is looked for when first asked for.
    Decrypted(Cipher, OnceLock<Result<Opened, ReadError>>),
    /// Raw deflate.
    Inflated,
    /// gzip.
    Gunzipped,
}

struct Layer {
    below: Below,
    recipe: Recipe,
    size: u64,
    crc: Option<u32>,
}

/// All sources of a disc and what lies in them.
pub(crate) struct Layers<S> {
    sources: Vec<S>,
    all: Vec<Layer>,
    passwords: Vec<String>,
    streams: Streams,
}

/// What a file holds, as a source for those who list containers.
pub(crate) struct View<'a, S> {
    layers: &'a Layers<S>,
    below: Below,
}

impl<S: ByteSource> ByteSource for View<'_, S> {
    fn len(&self) -> u64 {
        self.layers.len(self.below)
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        self.layers.read(self.below, offset, length)
    }
}

impl<S: ByteSource> Layers<S> {
    pub(crate) fn new(passwords: Vec<String>) -> Self {
        Self {
            sources: Vec::new(),
            all: Vec::new(),
            passwords,
            streams: Streams::default(),
        }
    }

    pub(crate) fn add_source(&mut self, source: S) -> Below {
        self.sources.push(source);
        Below::Source(self.sources.len() - 1)
    }

    pub(crate) fn add(&mut self, below: Below, recipe: Recipe, size: u64, crc: Option<u32>) -> Below {
        self.all.push(Layer {
            below,
            recipe,
            size,
            crc,
        });
        Below::Layer(self.all.len() - 1)
    }

    /// Layers from a ZIP down to the content of one of its members.
    pub(crate) fn add_member(&mut self, below: Below, member: Member, size: u64, crc: Option<u32>) -> Below {
        let (cipher, deflated, packed) = (member.cipher, member.deflated, member.packed);
        // The checksum belongs to the uppermost of these.
        let of = |uppermost: bool| crc.filter(|_| uppermost);
        let recipe = Recipe::Packed(member, OnceLock::new());
        let mut top = self.add(below, recipe, packed, of(cipher.is_none() && !deflated));
        if let Some(cipher) = cipher {
            let recipe = Recipe::Decrypted(cipher, OnceLock::new());
            top = self.add(top, recipe, crypt::content(cipher, packed), of(!deflated));
        }
        if deflated {
            top = self.add(top, Recipe::Inflated, size, crc);
        }
        top
    }

    pub(crate) fn view(&self, below: Below) -> View<'_, S> {
        View { layers: self, below }
    }

    /// Length, [`UNKNOWN`] for gzip that was not measured.
    pub(crate) fn len(&self, below: Below) -> u64 {
        match below {
            Below::Source(index) => self.sources.get(index).map_or(0, ByteSource::len),
            Below::Layer(index) => self.all.get(index).map_or(0, |layer| layer.size),
        }
    }

    /// Finds the length of gzip by unpacking it to its end, which compares all checksums too; of a stream that breaks off,
    /// how much could be unpacked, and false.
    pub(crate) fn measure(&mut self, below: Below) -> Result<(u64, bool), ReadError> {
        let Below::Layer(index) = below else {
            return Ok((self.len(below), true));
        };
        let layer = self.all.get(index).ok_or(ReadError::NoSuchFile)?;
        let input = |offset, length| self.read(layer.below, offset, length);
        let measured = self.streams.with(
            Key::Layer(index),
            u64::MAX,
            || self.begin(layer),
            |cursor| to_the_end(cursor, &input),
        )?;
        if let Some(layer) = self.all.get_mut(index) {
            layer.size = measured.0;
        }
        Ok(measured)
    }

    /// Up to `length` bytes from `offset`; fewer only at the end.
    pub(crate) fn read(&self, below: Below, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let index = match below {
            Below::Source(index) => {
                let source = self.sources.get(index).ok_or(ReadError::NoSuchFile)?;
                return source.read_at(offset, length);
            }
            Below::Layer(index) => index,
        };
        let layer = self.all.get(index).ok_or(ReadError::NoSuchFile)?;
        let length = usize::try_from(layer.size.saturating_sub(offset))
            .unwrap_or(usize::MAX)
            .min(length);
        if length == 0 {
            return Ok(Vec::new());
        }
        match &layer.recipe {
            Recipe::Pieces(pieces) => self.pieces(layer.below, pieces, offset, length),
            Recipe::Sectors => sectors::read(&self.view(layer.below), offset, length),
            Recipe::Packed(member, start) => {
                let found = start.get_or_init(|| zip::data_offset(&self.view(layer.below), member));
                let start = found.clone()?;
                self.read(layer.below, start.saturating_add(offset), length)
            }
            Recipe::Decrypted(cipher, opened) => match self.opened(layer, *cipher, opened)? {
                Opened::Aes(keys) => {
                    let input = |offset, length| self.read(layer.below, offset, length);
                    keys.read(&input, offset, length)
                }
                Opened::ZipCrypto(_) => self.stream(index, crypt::behind_header(offset), length),
            },
            Recipe::Inflated | Recipe::Gunzipped => {
                let bytes = self.stream(index, offset, length)?;
                // Longer than declared is found by `check`, shorter here.
                if layer.size != UNKNOWN && bytes.len() < length {
                    return Err(ReadError::CannotInflate);
                }
                Ok(bytes)
            }
        }
    }

    fn opened<'a>(
        &self,
        layer: &Layer,
        cipher: Cipher,
        opened: &'a OnceLock<Result<Opened, ReadError>>,
    ) -> Result<&'a Opened, ReadError> {
        let input = |offset, length| self.read(layer.below, offset, length);
        let result = opened.get_or_init(|| Opened::open(cipher, &self.passwords, &input));
        result.as_ref().map_err(Clone::clone)
    }

    fn pieces(
        &self,
        below: Below,
        pieces: &[Piece],
        mut offset: u64,
        length: usize,
    ) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        for piece in pieces {
            if offset >= piece.length() {
                offset -= piece.length();
                continue;
            }
            let left = length - out.len();
            let n = usize::try_from(piece.length() - offset)
                .unwrap_or(usize::MAX)
                .min(left);
            match piece {
                Piece::Bytes(span) => {
                    let bytes = self.read(below, span.offset.saturating_add(offset), n)?;
                    if bytes.len() < n {
                        return Err(ReadError::CannotInflate);
                    }
                    if out.is_empty() {
                        out = bytes;
                    } else {
                        out.extend(bytes);
                    }
                }
                Piece::Zeros(_) => out.resize(out.len() + n, 0),
            }
            offset = 0;
            if out.len() >= length {
                break;
            }
        }
        Ok(out)
    }

    fn begin(&self, layer: &Layer) -> Result<Cursor, ReadError> {
        Ok(match &layer.recipe {
            Recipe::Decrypted(cipher, opened) => match self.opened(layer, *cipher, opened)? {
                Opened::ZipCrypto(keys) => keys.cursor(),
                Opened::Aes(_) => return Err(ReadError::CannotInflate),
            },
            Recipe::Gunzipped => Cursor::new(Decoder::Gzip(None)),
            _ => Cursor::new(Decoder::deflate()),
        })
    }

    fn stream(&self, index: usize, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let layer = self.all.get(index).ok_or(ReadError::NoSuchFile)?;
        let input = |offset, length| self.read(layer.below, offset, length);
        self.streams.with(
            Key::Layer(index),
            offset,
            || self.begin(layer),
            |cursor| cursor.read(&input, offset, length),
        )
    }

    fn finish(&self, index: usize) -> Result<(u64, u32), ReadError> {
        let layer = self.all.get(index).ok_or(ReadError::NoSuchFile)?;
        let input = |offset, length| self.read(layer.below, offset, length);
        self.streams.with(
            Key::Layer(index),
            u64::MAX,
            || self.begin(layer),
            |cursor| cursor.finish(&input),
        )
    }

    /// Unpacks the rest of a stream below a container, so that its checksums are compared.
    pub(crate) fn drain(&self, below: Below) -> Result<(), ReadError> {
        match below {
            Below::Layer(index) => self.finish(index).map(|_| ()),
            Below::Source(_) => Ok(()),
        }
    }

    /// Reads a layer to its end and compares length and checksum. What is no more than a part of a plain file has nothing
    /// to compare.
    pub(crate) fn check(&self, below: Below) -> Result<(), ReadError> {
        self.check_layers(below).map_err(|error| self.named(below, error))
    }

    /// What an error means for a person: one wrong password in 256 passes the traditional cipher's own test, and only the content
    /// tells.
    pub(crate) fn named(&self, below: Below, error: ReadError) -> ReadError {
        match error {
            ReadError::Checksum | ReadError::CannotInflate if self.has_traditional_cipher(below) => {
                ReadError::WrongPassword
            }
            error => error,
        }
    }

    fn has_traditional_cipher(&self, mut below: Below) -> bool {
        while let Below::Layer(index) = below {
            let Some(layer) = self.all.get(index) else {
                return false;
            };
            if matches!(layer.recipe, Recipe::Decrypted(Cipher::ZipCrypto(_), _)) {
                return true;
            }
            below = layer.below;
        }
        false
    }

    fn check_layers(&self, below: Below) -> Result<(), ReadError> {
        let Below::Layer(index) = below else { return Ok(()) };
        let layer = self.all.get(index).ok_or(ReadError::NoSuchFile)?;
        match &layer.recipe {
            Recipe::Inflated => {
                self.check_code(layer.below)?;
                let (size, crc) = self.finish(index)?;
                if size != layer.size {
                    return Err(ReadError::CannotInflate);
                }
                same(layer.crc, crc)
            }
            // Measuring compared everything.
            Recipe::Gunzipped => Ok(()),
            _ => {
                self.check_code(below)?;
                if layer.crc.is_some() || self.has_stream(layer.below) {
                    self.check_bytes(below, layer)?;
                }
                Ok(())
            }
        }
    }

    /// Whether there is a packed stream on the way down.
    pub(crate) fn has_stream(&self, mut below: Below) -> bool {
        while let Below::Layer(index) = below {
            match self.all.get(index) {
                Some(layer) if matches!(layer.recipe, Recipe::Inflated | Recipe::Gunzipped) => return true,
                Some(layer) => below = layer.below,
                None => return false,
            }
        }
        false
    }

    fn check_bytes(&self, below: Below, layer: &Layer) -> Result<(), ReadError> {
        const PIECE: usize = 256 * 1024;
        let mut crc = crc32fast::Hasher::new();
        let mut at = 0;
        while at < layer.size {
            let piece = self.read(below, at, PIECE)?;
            if piece.is_empty() {
                return Err(ReadError::CannotInflate);
            }
            crc.update(&piece);
            at += piece.len() as u64;
        }
        same(layer.crc, crc.finalize())
    }

    /// Compares the authentication code of AES.
    fn check_code(&self, below: Below) -> Result<(), ReadError> {
        let Below::Layer(index) = below else { return Ok(()) };
        let layer = self.all.get(index).ok_or(ReadError::NoSuchFile)?;
        if let Recipe::Decrypted(cipher, opened) = &layer.recipe
            && let Opened::Aes(keys) = self.opened(layer, *cipher, opened)?
        {
            let input = |offset, length| self.read(layer.below, offset, length);
            keys.check(&input, self.len(layer.below))?;
        }
        Ok(())
    }

    /// The deflated data set of a file: its length, and whether it ends as it should.
    pub(crate) fn data_set(&self, file: usize, below: Below, from: u64) -> Result<(u64, bool), ReadError> {
        let input = |offset: u64, length| self.read(below, from.saturating_add(offset), length);
        let begin = || Ok(Cursor::new(Decoder::deflate()));
        self.streams.with(Key::DataSet(file), u64::MAX, begin, |cursor| {
            to_the_end(cursor, &input)
        })
    }

    /// Bytes of a deflated data set.
    pub(crate) fn read_data_set(
        &self,
        file: usize,
        below: Below,
        from: u64,
        (offset, length): (u64, usize),
    ) -> Result<Vec<u8>, ReadError> {
        let input = |offset: u64, length| self.read(below, from.saturating_add(offset), length);
        let begin = || Ok(Cursor::new(Decoder::deflate()));
        self.streams.with(Key::DataSet(file), offset, begin, |cursor| {
            cursor.read(&input, offset, length)
        })
    }
}

/// How much a stream gives, and whether it ends as it should.
fn to_the_end(cursor: &mut Cursor, input: &dyn Input) -> Result<(u64, bool), ReadError> {
    match cursor.finish(input) {
        Ok((length, _)) => Ok((length, true)),
        Err(ReadError::CannotInflate) => Ok((cursor.given(), false)),
        Err(error) => Err(error),
    }
}

fn same(declared: Option<u32>, found: u32) -> Result<(), ReadError> {
    match declared {
        Some(declared) if declared != found => Err(ReadError::Checksum),
        _ => Ok(()),
    }
}
