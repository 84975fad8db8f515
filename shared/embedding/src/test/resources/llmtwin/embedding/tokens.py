"""Writes tokens.jsonl: what Hugging Face's own tokenizer makes of each line of tokens.txt.

    pip install tokenizers==0.23.3
    python tokens.py <target/classes/llmtwin/embedding/all-minilm-l6-v2-q-tokenizer.json>
"""
import json
import pathlib
import sys

import tokenizers

here = pathlib.Path(__file__).parent
tokenizer = tokenizers.Tokenizer.from_file(sys.argv[1])
tokenizer.no_truncation()
tokenizer.no_padding()
lines = (here / "tokens.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
# What an editor would not keep: separators, controls, marks of other kinds.
lines += ["line\u2028one\u2029two", "a\u0085b\u000bc\u000cd\u0007e\u0000f", "\u00a0\u3000\u2009x\u202f", "",
          "\u0301alone", "private \ue000 use \ufdd0 \u0378", "soft\u00adhyphen zero\u200bwidth\ufeff"]
with open(here / "tokens.jsonl", "w", encoding="utf-8") as out:
    for line in lines:
        out.write(json.dumps({"text": line, "ids": tokenizer.encode(line).ids}) + "\n")
