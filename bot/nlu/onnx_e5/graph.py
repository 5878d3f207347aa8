"""Writes the e5 transformer as an ONNX graph: token vectors in, one sentence vector out.

The weights stay in their 4 bits (`MatMulNBits`), so the graph is small and says what the original says. Looking
up token vectors is left to the caller: the table is four fifths of the model, and a message needs a few rows of it.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.onnx_e5.packed import BLOCK, PackedModel, Quantized

INPUT = "token_vectors"
OUTPUT = "sentence_vector"

_RUNTIME_OPERATORS = "com.microsoft"
_BITS = 4
# 8-bit activations in blocks: what the original engine computes with, and the fastest kernel.
_ACTIVATIONS_IN_8_BITS = 4


def build_graph(model: PackedModel) -> onnx.ModelProto:
    """The graph with input `token_vectors` float32 `[1, tokens, width]` and output `sentence_vector` `[1, width]`.

    The output is the mean over the tokens, not yet normalised.
    """
    return _GraphWriter(model).write()


class _GraphWriter:
    def __init__(self, model: PackedModel) -> None:
        self._model = model
        self._shape = model.shape
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def write(self) -> onnx.ModelProto:
        states = self._node(
            "LayerNormalization",
            [INPUT, *self._normalisation("emb.ln")],
            "embedded",
            epsilon=self._shape.eps,
        )
        for layer in range(self._shape.layers):
            states = self._layer(f"l{layer}", states)
        token_axis = self._constant("token_axis", np.array([1], dtype=np.int64))
        self._node("ReduceMean", [states, token_axis], OUTPUT, keepdims=0)
        width = self._shape.width
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "tokens", width])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, width])],
            self._constants,
        )
        operators = [helper.make_opsetid("", 18), helper.make_opsetid(_RUNTIME_OPERATORS, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=9, producer_name="wegwijzer")

    def _layer(self, name: str, states: str) -> str:
        attended = self._project(self._attention(name, states), f"{name}.ao", self._shape.width)
        states = self._add_and_normalise(states, attended, f"{name}.aln")
        inner = self._project(states, f"{name}.fi", self._shape.width)
        active = self._runtime_node("Gelu", [inner], f"{name}.active")
        return self._add_and_normalise(
            states, self._project(active, f"{name}.fo", self._shape.inner_width), f"{name}.oln"
        )

    def _attention(self, name: str, states: str) -> str:
        query, key, value = (self._project(states, f"{name}.{part}", self._shape.width) for part in "qkv")
        return self._runtime_node(
            "MultiHeadAttention",
            [query, key, value],
            f"{name}.attention",
            num_heads=self._shape.heads,
            scale=1 / math.sqrt(self._shape.width // self._shape.heads),
        )

    def _project(self, states: str, name: str, columns: int) -> str:
        weights = self._model.quantized(f"{name}.w", columns)
        inputs = [
            states,
            self._constant(f"{name}.weights", _interleaved(weights)),
            self._constant(f"{name}.scales", weights.scales.reshape(-1)),
            "",
            "",
            self._constant(f"{name}.bias", self._model.floats(f"{name}.b")),
        ]
        return self._runtime_node(
            "MatMulNBits",
            inputs,
            f"{name}.projected",
            K=columns,
            N=len(weights.scales),
            bits=_BITS,
            block_size=BLOCK,
            accuracy_level=_ACTIVATIONS_IN_8_BITS,
        )

    def _add_and_normalise(self, states: str, change: str, name: str) -> str:
        inputs = [states, change, *self._normalisation(name)]
        return self._runtime_node(
            "SkipLayerNormalization", inputs, f"{name}.normalised", epsilon=self._shape.eps
        )

    def _normalisation(self, name: str) -> list[str]:
        return [self._constant(f"{name}.{part}", self._model.floats(f"{name}.{part}")) for part in "wb"]

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any
    ) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def _runtime_node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        return self._node(operator, inputs, output, domain=_RUNTIME_OPERATORS, **attributes)


def _interleaved(weights: Quantized) -> NDArray[np.uint8]:
    """The nibbles as ONNX Runtime packs them: neighbours share a byte (0 with 1), not halves of a block (0 with 16)."""
    values = np.concatenate([weights.nibbles & 0x0F, weights.nibbles >> 4], axis=-1)
    packed: NDArray[np.uint8] = values[..., 0::2] | (values[..., 1::2] << 4)
    return packed
