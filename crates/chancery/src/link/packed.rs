//! Lists of numbers of one width as bytes, so that one is kept and taken up as a whole: a varint and a call for each number take ten times as long.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

/// A number, or two, of a fixed width, lowest byte first.
pub(super) trait Fixed: Copy {
    /// Bytes of one.
    const WIDTH: usize;
    /// Writes it.
    fn put(self, bytes: &mut Vec<u8>);
    /// Reads it off so many bytes.
    fn take(bytes: &[u8]) -> Self;
}

impl Fixed for i8 {
    const WIDTH: usize = 1;

    fn put(self, bytes: &mut Vec<u8>) {
        bytes.push(self.cast_unsigned());
    }

    fn take(bytes: &[u8]) -> Self {
        bytes[0].cast_signed()
    }
}

/// What fits into 32 bits, with what it counts.
macro_rules! counted {
    ($of:ty) => {
        impl Fixed for ($of, f32) {
            const WIDTH: usize = 8;

            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.0.to_le_bytes());
                bytes.extend(self.1.to_le_bytes());
            }

            fn take(bytes: &[u8]) -> Self {
                let half = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
                (<$of>::from_le_bytes(half(0)), f32::from_le_bytes(half(4)))
            }
        }
    };
}

counted!(u32);
counted!(i32);

/// Writes a list.
pub(super) fn serialize<S: Serializer, T: Fixed>(list: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(list.len() * T::WIDTH);
    list.iter().for_each(|one| one.put(&mut bytes));
    serializer.serialize_bytes(&bytes)
}

/// Reads a list. Bytes that are no whole number of its numbers are an error.
pub(super) fn deserialize<'de, D: Deserializer<'de>, T: Fixed>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Bytes<T>(PhantomData<T>);

    impl<T: Fixed> Visitor<'_> for Bytes<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "bytes, {} a number", T::WIDTH)
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            match bytes.len() % T::WIDTH {
                0 => Ok(bytes.chunks_exact(T::WIDTH).map(T::take).collect()),
                _ => Err(E::invalid_length(bytes.len(), &self)),
            }
        }
    }

    deserializer.deserialize_bytes(Bytes(PhantomData))
}

#[cfg(test)]
mod tests {
    use serde::de::value::{BytesDeserializer, Error};

    use super::*;

    fn read<T: Fixed>(bytes: &[u8]) -> Result<Vec<T>, Error> {
        deserialize(BytesDeserializer::new(bytes))
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let list = [(0u32, 0.25f32), (u32::MAX, -1.5)];
        let mut bytes = Vec::new();
        list.iter().for_each(|one| one.put(&mut bytes));
        assert_eq!(read::<(u32, f32)>(&bytes).unwrap(), list);
        assert_eq!(read::<i8>(&[0, 127, 128]).unwrap(), [0, 127, -128]);
        assert_eq!(read::<(i32, f32)>(&[]).unwrap(), []);
        assert_eq!(bytes.len(), 16);
    }

    #[test]
    fn bytes_that_end_within_a_number_are_an_error() {
        assert!(read::<(i32, f32)>(&[0; 12]).unwrap_err().to_string().contains("8 a number"));
    }
}
