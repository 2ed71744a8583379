//! Fingerprints of texts and files (SHA-256).

use std::fmt::Write as _;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// SHA-256 of bytes, in 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A writer that takes the fingerprint of what passes through.
pub(super) struct Hashing<W> {
    inner: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W: Write> Hashing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hasher: Sha256::new(), bytes: 0 }
    }

    /// What it wrote to, the fingerprint and the number of bytes.
    pub(super) fn finish(self) -> (W, String, u64) {
        (self.inner, hexadecimal(&self.hasher.finalize()), self.bytes)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hasher.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_of_abc_is_that_of_fips_180() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), known);
        let mut through = Hashing::new(Vec::new());
        through.write_all(b"a").unwrap();
        through.write_all(b"bc").unwrap();
        assert_eq!(through.finish(), (b"abc".to_vec(), known.to_owned(), 3));
    }
}
