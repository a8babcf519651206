//! A run of the encoder's layers: the vectors of one sentence in, the vectors above them out. ONNX through `rten`, kept behind
//! this file.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

pub(super) struct Encoder {
    model: Model,
    input: NodeId,
    output: NodeId,
}

thread_local! {
    /// One thread for each of ours: reports are coded side by side instead, and a sum's order never varies.
    static ONE_THREAD: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl Encoder {
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = options.load_static_slice(bytes).map_err(|e| e.to_string())?;
        let input = model.node_id("below").map_err(|e| e.to_string())?;
        let output = model.node_id("above").map_err(|e| e.to_string())?;
        Ok(Self { model, input, output })
    }

    /// `below` is [pieces × hidden]; so is the result.
    pub(super) fn run(&self, below: Vec<f32>, hidden: usize) -> Result<Vec<f32>, String> {
        let pieces = below.len() / hidden;
        let input = NdTensor::from_data([1, pieces, hidden], below);
        let options = RunOptions::default().with_thread_pool(Some(ONE_THREAD.with(Arc::clone)));
        let inputs: Vec<(NodeId, ValueOrView)> = vec![(self.input, input.view().into())];
        let [output] = self.model.run_n(inputs, [self.output], Some(options)).map_err(|e| e.to_string())?;
        let output: Tensor<f32> = output.try_into().map_err(|_| "the encoder's output is not f32".to_string())?;
        Ok(output.into_data().to_vec())
    }
}
