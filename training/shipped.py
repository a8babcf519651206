"""The weights of models/ as f32 again, to go on from: int8 values times their scales, the channels kept apart put back."""
from __future__ import annotations

import pathlib

import numpy as np
import onnx
from onnx import numpy_helper

from pieces import load_safetensors


def weights(models: str) -> dict[str, np.ndarray]:
    """What `export.py` wrote into `models`, by the names of `coder.start_weights`; rounded as it was."""
    folder = pathlib.Path(models)
    w = {f"head.{name}": tensor for name, tensor in load_safetensors(str(folder / "heads.safetensors"))[0].items()}
    for file in ("lower.onnx", "upper.onnx"):
        stored = {i.name: numpy_helper.to_array(i) for i in onnx.load(folder / file).graph.initializer}
        for name, tensor in stored.items():
            layer, _, rest = name.partition(".")
            if name == "positions":
                w["emb.pos"] = tensor
            elif name.startswith("emb.ln.") or rest in ("ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b"):
                w[name] = tensor
            elif rest == "qkv.b":
                w |= {f"{layer}.{part}.b": t for part, t in zip("qkv", np.split(tensor, 3))}
            elif name.endswith(".w_quantized"):
                product = name.removesuffix(".w_quantized")
                whole = tensor.astype(np.float32) * stored[product + ".w_scale"]
                if (few := stored.get(product + ".few")) is not None:
                    whole[few] = stored[product + ".apart.w"]
                if product.endswith(".qkv"):
                    w |= {f"{layer}.{part}.w": t for part, t in zip("qkv", np.split(whole, 3, axis=1))}
                else:
                    w[product + ".w"] = whole
    return w
