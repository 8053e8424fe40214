"""Unit 07: emergence or mirage.

- the worlds: `phonebook` (names and numbers to know by heart), `addition` (sums digit by digit), `parity` (three signs
  among thirty) and `published` (the scores of GPT-3, as its authors printed them);
- the models: `ensemble`, many small perceptrons trained at once, each as if it were alone;
- the marks: `scoring`, six metrics of the same predictions, and how sudden a curve is;
- what the lab kept and the chapter quotes: `measures`; what both draw: `figures`, made of the charts of `plots`;
- the exercises' `checks`, and the `texts` of all of these in both languages;
- transformers.json: additions by transformers as the control 07_transformer recorded them, for a lab that has no
  quarter of an hour.
"""

from labkit import messages
from labkit.emergence import texts

UNIT = "07_emergence"

messages.add(texts.TEXTS)
