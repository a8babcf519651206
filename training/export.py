"""Turns trained weights into the files the program reads: models/lower.onnx and models/upper.onnx (int8; below and above the
gate) and models/heads.safetensors.

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
import corpus
from corpus import CATEGORIES, CONTEXTS
from pieces import Pieces, save_safetensors

HEADS, HIDDEN = 12, 384
SAMPLE = 101  # every so many sentences of the corpus show how large activations get
APART = 4  # largest channels of each feed-forward input, kept out of int8; measured: .16 of the vectors lost without, .05 with 4, .045 with 16
EXACT = ".exact"  # ends the names of products that stay f32


def graph(w: dict[str, np.ndarray], apart: dict[str, np.ndarray], first: int, last: int) -> onnx.ModelProto:
    """Layers first..last of the encoder: vectors f32 [1, T, 384] -> [1, T, 384]; the same computation as coder.encode without a
    mask. From layer 0 on, the vectors that go in are bare word embeddings. The channels of `apart` are multiplied in f32: one
    of them would stretch the scale of all the others (as in LLM.int8(), Dettmers and others 2022, here known beforehand)."""
    nodes, constants = [], []

    def const(name, value):
        constants.append(numpy_helper.from_array(np.require(value, requirements="C"), name))
        return name

    def op(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def dense(x, name, output):
        weight, few = w[name + ".w"], apart.get(name)
        if few is None:
            product = op("MatMul", [x, const(name + ".w", weight)], output + ".product")
        else:
            mask = np.ones(len(weight), np.float32)
            mask[few] = 0
            others = op("Mul", [x, const(name + ".mask", mask)], name + ".others")
            most = op("MatMul", [others, const(name + ".w", weight * mask[:, None])], output + ".most")
            few_in = op("Gather", [x, const(name + ".few", few.astype(np.int64))], name + ".apart", axis=2)
            rest = op("MatMul", [few_in, const(name + ".apart.w", weight[few])], output + EXACT)
            product = op("Add", [most, rest], output + ".product")
        return op("Add", [product, const(name + ".b", w[name + ".b"])], output)

    # Sums over a row are products with a column: these add one number after the other on every processor, where the sums of the layer norm and of the
    # softmax begin anew at each lane of a vector, and the last digit, then an int8 step, would tell how wide vectors are.
    mean = const("mean", np.full((HIDDEN, 1), 1 / HIDDEN, np.float32))
    unit, epsilon = const("unit", np.array(1, np.float32)), const("epsilon", np.array(1e-12, np.float32))
    row, one, two = (const(n, np.array([v], np.int64)) for n, v in [("row", -1), ("one", 1), ("two", 2)])
    zero, axis = const("zero", np.array([0], np.int64)), const("axis", np.array([0], np.int64))
    length = op("Slice", [op("Shape", ["below"], "shape"), one, two], "length")
    ones = op("Slice", [const("ones.all", np.ones((coder.MAX_PIECES, 1), np.float32)), zero, length, axis], "ones")

    def norm(x, name, output):
        scale, bias = const(name + ".w", w[name + ".w"]), const(name + ".b", w[name + ".b"])
        apart = op("Sub", [x, op("MatMul", [x, mean], output + ".mean" + EXACT)], output + ".apart")
        variance = op("MatMul", [op("Mul", [apart, apart], output + ".square"), mean], output + ".variance" + EXACT)
        deviation = op("Sqrt", [op("Add", [variance, epsilon], output + ".floored")], output + ".deviation")
        even = op("Mul", [apart, op("Div", [unit, deviation], output + ".inverse")], output + ".even")
        return op("Add", [op("Mul", [even, scale], output + ".scaled"), bias], output)

    def attend(scores, values, name):
        most = op("ReduceMax", [scores, row], name + ".attention.most", keepdims=1)
        odds = op("Exp", [op("Sub", [scores, most], name + ".attention.below")], name + ".attention.odds")
        mixed, all_odds = op("MatMul", [odds, values], name + ".mixed.unscaled"), op("MatMul", [odds, ones], name + ".attention.sum")
        return op("Div", [mixed, all_odds], name + ".mixed")

    w = w | {f"l{n}.qkv.{x}": np.concatenate([w[f"l{n}.{part}.{x}"] for part in "qkv"], -1) for n in range(first, last) for x in "wb"}
    picks = [const(f"pick{i}", np.array(i, np.int64)) for i in range(3)]
    split = const("split", np.array([0, 0, 3, HEADS, HIDDEN // HEADS], np.int64))
    joined = const("joined", np.array([0, 0, HIDDEN], np.int64))
    root = const("root", np.array((HIDDEN // HEADS) ** -0.5, np.float32))
    x = "below"
    if first == 0:
        positions = const("positions", w["emb.pos"][: coder.MAX_PIECES])
        position = op("Slice", [positions, zero, length, axis], "position")
        x = norm(op("Add", ["below", position], "placed"), "emb.ln", "x0")
    for n in range(first, last):
        name = f"l{n}"
        # One product for queries, keys and values: [1, T, 3 * 384] -> three of [1, heads, T, 32].
        three = op("Reshape", [dense(x, f"{name}.qkv", f"{name}.qkv.out"), split], f"{name}.qkv.split")
        three = op("Transpose", [three], f"{name}.qkv.turned", perm=[2, 0, 3, 1, 4])
        head = {part: op("Gather", [three, at], f"{name}.{part}", axis=0) for part, at in zip("qkv", picks)}
        head["k"] = op("Transpose", [head["k"]], f"{name}.k.turned", perm=[0, 1, 3, 2])
        scores = op("Mul", [op("MatMul", [head["q"], head["k"]], f"{name}.qk"), root], f"{name}.scores")
        mixed = attend(scores, head["v"], name)
        mixed = op("Reshape", [op("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3]), joined], f"{name}.joined")
        x = norm(op("Add", [x, dense(mixed, f"{name}.ao", f"{name}.ao.out")], f"{name}.sum1"), f"{name}.aln", f"{name}.x1")
        wide = op("Gelu", [dense(x, f"{name}.fi", f"{name}.fi.out")], f"{name}.gelu")
        x = norm(op("Add", [x, dense(wide, f"{name}.fo", f"{name}.fo.out")], f"{name}.sum2"), f"{name}.oln", f"{name}.x2")
    op("Identity", [x], "above")
    body = helper.make_graph(
        nodes,
        "encoder",
        [helper.make_tensor_value_info("below", TensorProto.FLOAT, [1, "pieces", HIDDEN])],
        [helper.make_tensor_value_info("above", TensorProto.FLOAT, [1, "pieces", HIDDEN])],
        constants,
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], producer_name="chancery")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def run(model: str | bytes, inputs: list[np.ndarray], outputs: list[str] | None = None) -> list[list[np.ndarray]]:
    """The outputs for each input, of a model in a file or in bytes."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return [session.run(outputs, {"below": x}) for x in inputs]


def largest_channels(w: dict[str, np.ndarray], layers: int, sentences: list[np.ndarray]) -> dict[str, np.ndarray]:
    """The channels that enter each feed-forward product with the largest magnitudes, over sentences of bare embeddings."""
    whole = graph(w, {}, 0, layers)
    entering = {f"l{n}.{name}": f"l{n}.{tensor}" for n in range(layers) for name, tensor in [("fi", "x1"), ("fo", "gelu")]}
    whole.graph.output.extend(helper.make_tensor_value_info(t, TensorProto.FLOAT, None) for t in entering.values())
    seen = run(whole.SerializeToString(), sentences, list(entering.values()))
    most = {name: np.max([np.abs(tensors[i]).max((0, 1)) for tensors in seen], axis=0) for i, name in enumerate(entering)}
    return {name: np.sort(np.argsort(-size)[:APART]) for name, size in most.items()}


def main() -> None:
    build, models = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    w = dict(np.load(build / "weights.npz"))
    layers = int(w.pop("layers"))
    models.mkdir(exist_ok=True)
    pieces = Pieces(str(models / "pieces.safetensors"))
    texts = [s.text for s in corpus.read("corpus")[0][::SAMPLE]]
    cut = lambda text: [p for p, _a, _b in pieces.cut(text)[: coder.MAX_PIECES - 2]]
    embedded = [pieces.embed([pieces.bos, *cut(t), pieces.eos])[None] for t in texts]
    apart = largest_channels(w, layers, embedded)
    exact = rounded = embedded[:100]
    for name, first, last in [("lower", 0, coder.EARLY), ("upper", coder.EARLY, layers)]:
        with tempfile.TemporaryDirectory() as folder:
            body = graph(w, apart, first, last)
            onnx.save(body, f"{folder}/{name}.onnx")
            quantize_dynamic(
                f"{folder}/{name}.onnx",
                models / f"{name}.onnx",
                op_types_to_quantize=["MatMul"],
                nodes_to_exclude=[node.name for node in body.graph.node if node.name.endswith(EXACT)],
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
            )
            exact = [x for x, in run(f"{folder}/{name}.onnx", exact)]
            rounded = [x for x, in run(str(models / f"{name}.onnx"), rounded)]
    changes = [np.abs(a - b).mean() / np.abs(a).mean() for a, b in zip(exact, rounded)]
    print(f"rounding changes the vectors by {np.mean(changes):.3f} of their mean size")
    labels = {
        "categories": CATEGORIES, "modes": coder.ALL_MODES, "contexts": CONTEXTS, "roles": coder.ROLES, "pairs": coder.PAIR_CLASSES,
        "polarities": coder.POLARITIES, "tenses": coder.TENSES, "certainties": coder.CERTAINTIES,
        "sides": coder.SIDES,
    }  # fmt: skip
    heads = {k.removeprefix("head."): v.astype(np.float32) for k, v in w.items() if k.startswith("head.")}
    floor = json.loads((build / "dev.json").read_text())["gate_floor"]
    metadata = {"labels": json.dumps(labels), "hidden": str(HIDDEN), "gate_floor": str(floor)}
    save_safetensors(str(models / "heads.safetensors"), heads, metadata)


if __name__ == "__main__":
    main()
