//! Reads a safetensors file that lives as long as the program.

use safetensors::{Dtype, SafeTensors};

/// The tensors and the metadata of one file.
pub(super) struct Tensors {
    tensors: SafeTensors<'static>,
    metadata: std::collections::HashMap<String, String>,
}

impl Tensors {
    pub(super) fn new(bytes: &'static [u8]) -> Result<Self, String> {
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|e| e.to_string())?;
        let metadata = header.metadata().clone().unwrap_or_default();
        let tensors = SafeTensors::deserialize(bytes).map_err(|e| e.to_string())?;
        Ok(Self { tensors, metadata })
    }

    pub(super) fn text(&self, name: &str) -> Result<&str, String> {
        self.metadata.get(name).map(String::as_str).ok_or_else(|| format!("no metadata '{name}'"))
    }

    pub(super) fn number(&self, name: &str) -> Result<usize, String> {
        self.text(name)?.parse().map_err(|_| format!("metadata '{name}' is no number"))
    }

    /// Shape and raw bytes of a tensor of the expected type.
    fn raw(&self, name: &str, dtype: Dtype) -> Result<(Vec<usize>, &'static [u8]), String> {
        let view = self.tensors.tensor(name).map_err(|e| format!("{name}: {e}"))?;
        if view.dtype() != dtype {
            return Err(format!("{name} is {:?}, expected {dtype:?}", view.dtype()));
        }
        Ok((view.shape().to_vec(), view.data()))
    }

    pub(super) fn bytes(&self, name: &str) -> Result<(Vec<usize>, &'static [u8]), String> {
        self.raw(name, Dtype::U8)
    }

    pub(super) fn floats(&self, name: &str) -> Result<(Vec<usize>, Vec<f32>), String> {
        let (shape, data) = self.raw(name, Dtype::F32)?;
        let values = data.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        Ok((shape, values.collect()))
    }

    pub(super) fn unsigned(&self, name: &str) -> Result<Vec<u32>, String> {
        let (_, data) = self.raw(name, Dtype::U32)?;
        Ok(data.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    /// 32-bit words left where they are: read with [`word`].
    pub(super) fn words(&self, name: &str, dtype: Dtype) -> Result<&'static [u8], String> {
        Ok(self.raw(name, dtype)?.1)
    }
}

/// The `index`th little-endian 32-bit word of `data`.
pub(super) fn word(data: &[u8], index: usize) -> u32 {
    let at = index * 4;
    u32::from_le_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]])
}
