"""Unit 02: prediction is compression.

- `coding`: from probabilities to bits: Kraft, Huffman, arithmetic coding by hand, and `encode` and `decode` for files;
- `shelf`: the stories of lab 1 as a text whose price is known to the bit;
- `archive`: files written by a transformer, with or without its weights, which never give a wrong text in silence;
- `counts`: n-grams that learn as they read, and their guesses;
- `classical`: gzip, bz2, xz and zstd as compressors, as writers and as judges;
- `real`: a real language model as a compressor;
- `prose`: texts written for this unit;
- `game`: Shannon's guessing game, without a kernel;
- `priced`: what each letter of a text costs, chosen or typed on the page, likewise;
- `measures`: every number that lab and chapter quote, derived from what the lab kept;
- `figures`: what lab and chapter draw;
- `checks` and `texts`: what is true of a right answer to an exercise, and the words of all this in both languages.
"""

from labkit import messages
from labkit.compression import texts
from labkit.compression.coding import decode, encode

__all__ = ["RECORDED_IN", "UNIT", "decode", "encode"]

UNIT = "02_compression"
RECORDED_IN = ("fr", "en")  # its texts are in the reader's language

messages.add(texts.TEXTS)
