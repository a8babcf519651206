//! Digests that are the same on every machine and in every version.

/// 64-bit FNV-1a (Fowler, Noll and Vo; offset basis and prime of their reference). Two of a million different inputs share it with a
/// probability of 3 in 100 million.
pub(crate) fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
