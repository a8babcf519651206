"""Turns trained weights into the files the program reads: models/encoder.onnx (int8) and models/heads.safetensors.

    python3 training/export.py build/coder models

Weights are rounded to 7 bits a value, per output channel, so that int8 sums cannot overflow 16 bits on processors
without VNNI; activations are scaled per sentence. What rounding costs is printed (mean absolute change of the vectors).
"""
from __future__ import annotations

import json
import pathlib
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

import coder
from corpus import CATEGORIES, CONTEXTS
from pieces import save_safetensors

HEADS, HIDDEN = 12, 384


def graph(w: dict[str, np.ndarray], layers: int) -> onnx.ModelProto:
    """embeddings f32 [1, T, 384] -> hidden f32 [T, 384]; the same computation as coder.encode without a mask."""
    nodes, constants = [], []

    def const(name, value):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def dense(x, name, output):
        product = op("MatMul", [x, const(name + ".w", w[name + ".w"])], output + ".product")
        return op("Add", [product, const(name + ".b", w[name + ".b"])], output)

    def norm(x, name, output):
        scale, bias = const(name + ".w", w[name + ".w"]), const(name + ".b", w[name + ".b"])
        return op("LayerNormalization", [x, scale, bias], output, axis=-1, epsilon=1e-12)

    split = const("split", np.array([0, 0, HEADS, HIDDEN // HEADS], np.int64))
    joined = const("joined", np.array([0, 0, HIDDEN], np.int64))
    root = const("root", np.array((HIDDEN // HEADS) ** -0.5, np.float32))
    shape = op("Shape", ["embeddings"], "shape")
    length = op("Slice", [shape, const("one", np.array([1], np.int64)), const("two", np.array([2], np.int64))], "length")
    positions = const("positions", w["emb.pos"][: coder.MAX_PIECES])
    zero, axis = const("zero", np.array([0], np.int64)), const("axis", np.array([0], np.int64))
    position = op("Slice", [positions, zero, length, axis], "position")
    x = norm(op("Add", ["embeddings", position], "placed"), "emb.ln", "x0")
    for n in range(layers):
        name = f"l{n}"
        head = {}
        for part, turn in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            y = op("Reshape", [dense(x, f"{name}.{part}", f"{name}.{part}.out"), split], f"{name}.{part}.split")
            head[part] = op("Transpose", [y], f"{name}.{part}.turned", perm=turn)
        scores = op("Mul", [op("MatMul", [head["q"], head["k"]], f"{name}.qk"), root], f"{name}.scores")
        mixed = op("MatMul", [op("Softmax", [scores], f"{name}.attention", axis=-1), head["v"]], f"{name}.mixed")
        mixed = op("Reshape", [op("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3]), joined], f"{name}.joined")
        x = norm(op("Add", [x, dense(mixed, f"{name}.ao", f"{name}.ao.out")], f"{name}.sum1"), f"{name}.aln", f"{name}.x1")
        wide = op("Gelu", [dense(x, f"{name}.fi", f"{name}.fi.out")], f"{name}.gelu")
        x = norm(op("Add", [x, dense(wide, f"{name}.fo", f"{name}.fo.out")], f"{name}.sum2"), f"{name}.oln", f"{name}.x2")
    op("Squeeze", [x, zero], "hidden")
    body = helper.make_graph(
        nodes,
        "encoder",
        [helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, [1, "pieces", HIDDEN])],
        [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["pieces", HIDDEN])],
        constants,
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], producer_name="chancery")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def main() -> None:
    build, models = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    w = dict(np.load(build / "weights.npz"))
    layers = int(w.pop("layers"))
    models.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exact = f"{folder}/encoder.onnx"
        onnx.save(graph(w, layers), exact)
        quantize_dynamic(
            exact,
            models / "encoder.onnx",
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        run = lambda path, x: onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"embeddings": x})[0]
        x = np.random.default_rng(0).normal(0, 0.05, (1, 40, HIDDEN)).astype(np.float32)
        a, b = run(exact, x), run(str(models / "encoder.onnx"), x)
        print(f"rounding changes the vectors by {np.abs(a - b).mean() / np.abs(a).mean():.3f} of their mean size")
    labels = {
        "categories": CATEGORIES, "modes": coder.ALL_MODES, "contexts": CONTEXTS, "roles": coder.ROLES,
        "polarities": coder.POLARITIES, "tenses": coder.TENSES, "certainties": coder.CERTAINTIES,
    }  # fmt: skip
    heads = {k.removeprefix("head."): v.astype(np.float32) for k, v in w.items() if k.startswith("head.")}
    floor = json.loads((build / "dev.json").read_text())["gate_floor"]
    metadata = {"labels": json.dumps(labels), "hidden": str(HIDDEN), "gate_floor": str(floor)}
    save_safetensors(str(models / "heads.safetensors"), heads, metadata)


if __name__ == "__main__":
    main()
