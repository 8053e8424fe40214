"""Wrong arguments by the thousand: what does a student see who gives a function of labkit what it cannot take?

CALLS holds, by module, one good call of each function. Each argument in turn is replaced by values that it cannot have,
by the kind that its annotation names: nothing, a text, NaN, a list, a tensor for an array, another shape, an empty one,
a number below its range... What comes of it is told apart:

- good: a result where the value means something after all (ALLOWED says why), or is as good as another (a whole float);
- clear: a sentence of labkit in the reader's language, with the argument's name;
- bare: an error of Python or a library; silent: a result all the same; hang: no answer within SECONDS.

Run as a program, `python tests/hostile.py fr`, in a process of its own: the tests check all types, a student does not.
With `--show`, and the names of some modules, it shows what is not clear: `python tests/hostile.py fr metrics --show`.
"""

import ast
import contextlib
import importlib
import inspect
import io
import json
import os
import re
import signal
import sys
import types
import typing
import warnings
from collections import Counter

SECONDS = 2  # of processor time: on a busy machine a good answer may take longer

SETUP = """
import numpy as np, torch, math, types
from fractions import Fraction
import labkit as lk
from labkit import detective, metrics, pretrained, tokenizer, training, transformer
from labkit.grokking import fourier, modular, modular_transformer
from labkit.reversal import bilinear, facts as fa, recall
from labkit.next_token import ngram, experts, opponents
from labkit.representations import opponents as rivals, cities, board, probes, interventions, models
from labkit.emergence import addition, ensemble, parity, phonebook, scoring
from labkit.programs import worlds, network, readers, vectors
from labkit.compression import coding, counts, shelf, archive
from labkit.implicit_reasoning import inside, network as reasoning, readers as reasoners, rounds as looped
from labkit.implicit_reasoning import worlds as facts_of
draw = np.random.default_rng(0)
P = np.full((3, 4), 0.25); X = draw.normal(size=(12, 3)); Y = draw.normal(size=(12, 2))
LOGITS = torch.randn(2, 3, 5, generator=torch.Generator().manual_seed(0)); TARGETS = torch.ones(2, 3, dtype=torch.long)
SMALL = transformer.Transformer(transformer.TransformerConfig(16, 12, d_model=8, n_layers=1, n_heads=2))
TOKENS = torch.ones(2, 4, dtype=torch.long)
STORIES = detective.stories(4, seed=1)
WORDS = fa.vocabulary(); FACTS = fa.facts(6, seed=0); ROWS = fa.rows([f.told() for f in FACTS], WORDS)
READER = transformer.Transformer(transformer.TransformerConfig(len(WORDS), 16, d_model=8, n_layers=1, n_heads=2))
BITS = draw.uniform(1, 9, (6, 6))
TWO = bilinear.Bilinear(8, 1, d_model=4); TRAIN, TEST = bilinear.world(8, 1, one_way=3, seed=0)
TABLE = modular.table(p=7, fraction=0.5); GROK = modular_transformer.build(7, d_model=8, n_heads=2, d_mlp=8)
SCORES = torch.randn(7, 7, 7, generator=torch.Generator().manual_seed(0))
VECTORS = torch.eye(7)[:, :4].contiguous() + 0.1
COUNTED = ngram.NGram(2, 5).fit([[0, 2, 3], [0, 4, 2]])
TOWNS = cities.largest(8); EARTH = cities.World(TOWNS); PLACES = EARTH.positions; PAIRS = np.array([[0, 1], [2, 3]])
KM = rivals.observed(EARTH, cities.split_pairs(8, held_out=0.2)[0])
CITY = transformer.Transformer(transformer.TransformerConfig(EARTH.vocab_size, 3, d_model=8, n_layers=1, n_heads=2))
GAMES = board.games(6)
PANEL = experts.panel(experts=3, questions=5, moves=4)
SUMS = torch.tensor([[3, 4], [5, 9]]); GENERATOR = torch.Generator().manual_seed(0)
RIGHT = torch.rand(2, 6, 3, generator=torch.Generator().manual_seed(0)) > 0.5
LOGITS4 = torch.randn(2, 6, 3, 10, generator=torch.Generator().manual_seed(0))
DIGITS = torch.ones(2, 6, 3, dtype=torch.long)
PROGRAMS = worlds.permutations(4, symbols=6); ASKED = worlds.prompts(PROGRAMS, 5, demonstrations=3, demonstrated=True)
CLERK = network.build(symbols=6, demonstrations=3, questions=2, d_model=8, d_mlp=8)
DEMO = torch.zeros(5, 3, dtype=torch.long)
COMPARED = facts_of.comparison(entities=8, values=3, exam=9); COMPOSED = facts_of.composition(entities=8, relations=4)
REASONER = reasoning.build(COMPOSED, d_model=8, n_heads=2)
ROUNDS = looped.build(COMPOSED, "same", d_model=8, n_heads=2)
ASKED2 = COMPOSED.exams["familiar"][:3]
class Letters:  # the tokenizer of a small model of letters, in place of a real one
    bos_token_id = 0
    __call__ = lambda self, text, **_: types.SimpleNamespace(input_ids=[1 + ord(letter) % 30 for letter in text])
    get_vocab = lambda self: {"<|endoftext|>": 0}
    decode = lambda self, tokens, **_: "".join(chr(64 + token) for token in tokens)
class Real(torch.nn.Module):
    config = types.SimpleNamespace(vocab_size=31, num_hidden_layers=1, max_position_embeddings=50)
    device = torch.device("cpu")
    memory = types.SimpleNamespace(batch_repeat_interleave=lambda times: None)
    forward = lambda self, tokens, **_: types.SimpleNamespace(logits=torch.eye(31)[tokens])
    base_model = lambda self, tokens, **_: types.SimpleNamespace(
        hidden_states=[torch.eye(31)[tokens]] * 2, past_key_values=self.memory
    )
LLM = pretrained.LanguageModel("letters", Real(), Letters())
HALF = {"a": Fraction(1, 2), "b": Fraction(1, 2)}; FREQ = coding.quantised(np.full((3, 2), 0.5))
"""

CALLS = {
    "metrics": """
        token_bits(logits=LOGITS, targets=TARGETS)
        cross_entropy_bits(logits=LOGITS, targets=TARGETS)
        exact_match(predictions=[[1], [2]], answers=[[1], [3]])
        token_edit_distance(prediction=[1, 2], answer=[2, 1])
        multiple_choice(probabilities=P, answers=[0, 1, 2])
        brier_score(probabilities=P, answers=[0, 1, 2])
        wilson_interval(successes=1, trials=5, confidence=0.9)""",
    "tokenizer": """
        Vocabulary(words=["a", "b"])
        WORDS.encode(words=FACTS[0].told())
        WORDS.decode(numbers=[1, 5])
        WORDS.batch(texts=[FACTS[0].told()])""",
    "transformer": """
        TransformerConfig(vocab_size=5, context=4, d_model=8, n_layers=1, n_heads=2, d_mlp=8, causal=True, norm="pre",
                          tied=True, activation="gelu", reach=0)
        Transformer(config=SMALL.config, seed=0)
        SMALL(tokens=TOKENS, last_only=False)
        SMALL.tap(tokens=TOKENS, names=["embed"])""",
    "training": """
        train(model=SMALL, batches=[(TOKENS, TOKENS)], steps=1, lr=1e-3, weight_decay=0.0, warmup=1,
              schedule="constant", loss_fn=None, clip=1.0, progress=False)
        History().add(step=1)""",
    "pretrained": """
        LLM.next_tokens(prompt="the cat", k=3)
        LLM.answer_bits(questions=["the", "a"], answers=[" cat", " dog"])
        LLM.hidden_states(texts=["the", "a"], layer=1)
        LLM.tokens(text="the")
        LLM.text(tokens=[1, 2])
        LLM.scores(tokens=[1, 2])""",
    "detective": """
        stories(n=2, suspects=3, red_herrings=1, notes=1, depth=1, written=False, notes_by="room", split="train",
                seed=0, language="en")
        stream(suspects=3, red_herrings=1, notes=1, depth=1, written=False, notes_by="room", split="train", seed=0,
               language="en")
        entropy(suspects=3, red_herrings=1, notes=1, depth=1, written=False, notes_by="room", language="en")
        culprit_accuracy(stories=STORIES, probabilities=np.ones((4, 200)))
        vocabulary(language="en", written=True)
        is_over(tokens=STORIES[0].tokens, language="en")
        readable(tokens=STORIES[0].tokens, language="en")
        printed(tokens=STORIES[0].tokens, language="en")""",
    "next_token.ngram": """
        NGram(order=2, vocab_size=5)
        NGram(2, 5).fit(texts=[[0, 2, 3], [0, 4]])
        COUNTED.bits(texts=[[0, 2, 3]])
        COUNTED.mean_bits(texts=[[0, 2, 3]])
        COUNTED.probabilities(context=[0, 2])
        followers(stories=STORIES, word="the_cook")""",
    "next_token.experts": """
        panel(experts=3, questions=5, moves=4, skill=0.5, shared=False, seed=0)
        PANEL.score(probabilities=np.full((5, 4), 0.25), temperature=1.0)
        PANEL.games(batch=2, seed=0)
        imitate(panel=PANEL, steps=1, seed=0, device="cpu")""",
    "next_token.opponents": """
        sentences(words=["a", "."])
        named(rule=opponents.first_named, stories=STORIES)
        memoriser(stories=STORIES)
        exam(rules={"first": opponents.first_named})""",
    "reversal.facts": """
        facts(count=5, shared=False, seed=0)
        FACTS[0].told(order="forward", connective="is")
        halves(facts=FACTS, share=0.5)
        require_disjoint(train=FACTS[:3], test=FACTS[3:])
        reminders(facts=FACTS, batch=2, seed=0)
        reminder(pair=FACTS[:2], asked=0)
        reminders_of(facts=FACTS)
        rows(texts=[f.told() for f in FACTS], vocabulary=WORDS)
        readable(tokens=FACTS[0].told())""",
    "reversal.recall": """
        whole(texts=ROWS)
        masked(texts=ROWS, rate=0.5, mask=3, first=1, seed=0)
        complete(model=READER, prompts=ROWS[:, :3])
        fill(model=READER, tokens=ROWS, mask=2)
        recalled(model=READER, vocabulary=WORDS, facts=FACTS, order="forward", prefix=())
        both_ways(model=READER, vocabulary=WORDS, facts=FACTS)
        answer_bits(model=READER, vocabulary=WORDS, facts=FACTS, order="forward")
        pairing_p_value(bits=BITS, draws=20, seed=0)
        right_and_others(bits=BITS)
        evidence(bits=BITS, seed=0)
        swaps(model=READER, vocabulary=WORDS, facts=FACTS, order="forward")""",
    "reversal.bilinear": """
        Bilinear(entities=5, relations=1, d_model=4, tied=True, seed=0)
        Spelled(names=torch.tensor([[0, 1], [2, 3]]), relations=1, d_model=4, d_hidden=0, seed=0)
        world(entities=6, relations=1, one_way=2, seed=0)
        loss(model=TWO, answers=TRAIN)
        fit(model=TWO, answers=TRAIN, steps=1, decay=1.0)
        accuracy(model=TWO, answers=TEST)""",
    "reversal.opponents": """
        searched(text=FACTS[0].told(), asked=FACTS[0].name)
        search_score(facts=FACTS[:1], texts=[[*FACTS[0].told(), "."]])""",
    "grokking.modular": """
        table(p=7, fraction=0.5, operation="a + b", seed=0)
        TABLE.to(device="cpu")""",
    "grokking.modular_transformer": """
        build(p=7, d_model=8, n_heads=2, d_mlp=8, seed=0)
        answer_logits(model=GROK, left=TABLE.left, right=TABLE.right)
        all_logits(model=GROK, table=TABLE)
        accuracies(logits=SCORES, table=TABLE)
        learn(model=GROK, table=TABLE, steps=1, lr=1e-3, weight_decay=1.0, every=1, until=0.9, progress=False)""",
    "grokking.fourier": """
        wave(p=7, k=2)
        spectrum(vectors=VECTORS)
        strongest(vectors=VECTORS, count=2)
        sums_of(p=7, device="cpu")
        mean_by_sum(logits=SCORES, questions=TABLE.train)
        sum_waves(logits=SCORES)
        key_frequencies(waves=torch.rand(3), least=0.1)
        filtered(vectors=VECTORS, frequencies=[1, 2])
        circuit(logits=SCORES, frequencies=[1], questions=TABLE.train)
        restricted_loss(logits=SCORES, frequencies=[1], questions=TABLE.train)
        excluded_loss(logits=SCORES, frequencies=[1], questions=TABLE.train)
        neuron_frequencies(hidden=torch.rand(7, 7, 2))
        circle(vectors=VECTORS, k=2)
        written_by_hand(p=7, units=4, seed=0)""",
    "grokking.opponents": """
        sudoku(table=TABLE)""",
    "representations.cities": """
        largest(count=5, per_country=2, also=["Paris"])
        find(name="Paris", among=None)
        unit_vectors(latitudes=[10.0, 20.0], longitudes=[0.0, 5.0])
        atlas(cities=TOWNS)
        degrees(points=PLACES)
        kilometres(some=PLACES, others=PLACES)
        off_by(true=PLACES, read=PLACES)
        median_km(true=PLACES, read=PLACES)
        bearings(start=PLACES[:2], goal=PLACES[2:4])
        travel(start=PLACES[:2], bearing=np.array([0.0, 90.0]), km=100.0)
        trilaterate(references=PLACES, km=EARTH.km[0])
        World(cities=TOWNS, hidden=1, step=400)
        EARTH.index(name=TOWNS[0].name)
        EARTH.pair_km(pairs=PAIRS)
        EARTH.far_pairs(tokens=np.array([0, 1]), at_least=1000)
        EARTH.with_known(tokens=np.array([0, 1]))
        EARTH.nearest(point=PLACES[0])
        EARTH.options(question="distance")
        EARTH.prompts(pairs=PAIRS, question="distance")
        EARTH.answers(pairs=PAIRS, question="distance")
        EARTH.statements(pairs=PAIRS, batch=2, seed=0)
        EARTH.lessons(pairs={"distance": PAIRS}, shares={"distance": 1.0}, batch=2, seed=0)
        EARTH.ask(model=CITY, pairs=PAIRS, question=None)
        EARTH.expected_km(logits=torch.randn(2, EARTH.vocab_size))
        split_pairs(cities=8, held_out=0.3, seed=0)
        land(step=30.0)
        archipelago(count=5, seed=0)
        EARTH.roughly(statements=[(TOKENS, TOKENS)], to=10_000)
        EARTH.told(pair=PAIRS[0])
        EARTH.most_alike(model=CITY, tokens=np.array([0, 1]), question=None, at_least=1000)""",
    "representations.opponents": """
        observed(world=EARTH, pairs=PAIRS)
        by_mean_distances(table=KM, asked=PAIRS)
        filled(table=KM)
        unlikeness(table=KM)
        copied(table=KM, asked=PAIRS, rows=2, power=1)
        combined(table=KM, asked=PAIRS, rows=2, penalty=0.001)
        completed(table=KM, asked=PAIRS, rank=2, penalty=0.1)
        codes_of(table=KM, rank=2, penalty=0.1)
        on_a_globe(table=KM, asked=PAIRS, penalty=0.01)""",
    "representations.board": """
        games(count=4, seed=0)
        GAMES.batches(size=2, seed=0)
        has_won(boards=GAMES.boards[0], player=1)
        seen_by_mover(boards=GAMES.boards)
        board_ids(boards=GAMES.boards[0])
        one_hot(boards=GAMES.boards[0])
        squares_read(predictions=np.zeros((11, 27)), boards=GAMES.boards[0])""",
    "representations.probes": """
        fit(features=X, targets=Y, penalty=1.0)
        r2(predictions=Y, targets=Y)
        held_out(features=X, targets=Y, groups=list(range(12)), folds=3, penalty=1.0, seed=0)
        by_layer(states=np.stack([X, X], 1), targets=Y, layers=[0, 1], seed=0)
        shuffled(targets=Y, seed=0)""",
    "representations.interventions": """
        with_shift(model=SMALL, tokens=TOKENS, shift=torch.zeros(2, 8), position=-1)""",
    "representations.models": """
        one_layer(world=EARTH, context=2, d_model=8, seed=0, scale=0.1)
        embeddings(model=SMALL)""",
    "emergence.addition": """
        problems(3, digits=2, generator=GENERATOR)
        written(numbers=torch.tensor([12, 5]), digits=2, reversed=False)
        answers(pairs=SUMS, digits=2, reversed=False)
        sentences(pairs=SUMS, digits=2, reversed=False)
        batches(members=1, batch=2, digits=2, seed=0)""",
    "emergence.ensemble": """
        Ensemble(inputs=3, hidden=[4], options=2, answers=1, members=2, seed=0)""",
    "emergence.parity": """
        draw(2, bits=5, relevant=2, generator=GENERATOR)
        batches(members=1, batch=2, bits=5, relevant=2, seed=0)
        relevant_share(weight=torch.rand(2, 5, 3), relevant=2, first=0)
        turning_points(steps=[1, 2], bits=[[1.0], [0.2]])""",
    "emergence.phonebook": """
        phone_books(books=1, names=5, digits=2, seed=0)
        phonebook.phone_books(names=5).entry(book=0, row=1)
        phonebook.phone_books(names=5).batches(batch=2, seed=0)""",
    "emergence.published": """
        gpt3(task="2D+")
        mean_sum_length(digits=2)""",
    "emergence.scoring": """
        scores(logits=LOGITS4, targets=DIGITS, seed=0)
        exact_share(right=RIGHT)
        digit_correlation(right=RIGHT)
        emergence_score(values=[0.0, 0.1, 0.9])
        steepest_share(values=[0.0, 0.1, 0.9])
        forecast(sizes=[1e3, 1e4], accuracy=[0.2, 0.5], at=[1e5])
        small_tests(right=np.array([True, False, True]), questions=2, tests=3, seed=0)
        pages_mastered(right=RIGHT, page=2, threshold=0.5)""",
    "programs.worlds": """
        permutations(count=3, symbols=5, seed=0)
        shifts(symbols=5)
        affine(p=5)
        tokens(x=ASKED.x, y=ASKED.y, symbols=6)
        prompts(programs=PROGRAMS, count=4, demonstrations=2, demonstrated=True, seed=0)
        texts(programs=PROGRAMS, count=3, demonstrations=2, questions=2, repeat=0.5, draw=GENERATOR)
        corrupted(asked=ASKED, share=0.5, seed=0)
        contradicted(asked=ASKED, seed=0)
        mixed(programs=PROGRAMS, count=4, demonstrations=3, second=1, seed=0)
        readable(x=1, y=2)
        ASKED.with_demonstrations(y=DEMO)""",
    "programs.network": """
        build(symbols=6, demonstrations=3, questions=2, d_model=8, d_mlp=8, n_heads=2, n_layers=1, seed=0)
        answer_scores(model=CLERK, tokens=ASKED.tokens)
        batches(programs=PROGRAMS, batch=2, fewest=1, demonstrations=3, questions=2, repeat=0.5, seed=0)
        learn(model=CLERK, programs=PROGRAMS, steps=1, batch=2, fewest=1, questions=2, repeat=0.5, lr=1e-3,
              weight_decay=0.1, schedule="linear", seed=0, progress=False)
        probabilities(model=CLERK, asked=ASKED)
        accuracy(model=CLERK, asked=ASKED)
        exam(programs=PROGRAMS, new=PROGRAMS, demonstrations=3, count=4, seed=0)
        attention_to_the_demonstration(model=CLERK, asked=ASKED)
        follows_attention(model=CLERK, asked=ASKED)""",
    "implicit_reasoning.worlds": """
        comparison(entities=8, attributes=3, values=3, ratio=None, outside=0.25, exam=9, seed=0)
        composition(entities=8, relations=4, ratio=2.0, outside=0.25, exam=9, seed=0)
        compared(given=torch.tensor([[0, 1, 2]]), first_sign=7)
        composed(tail=torch.tensor([[0, 1], [1, 0]]), relation=torch.tensor([[0, 1], [0, 1]]))
        start_of(world=COMPOSED, kind="relations")
        readable(world=COMPOSED, row=COMPOSED.atoms[0])
        token_name(world=COMPOSED, token=1)
        require_rows(world=COMPOSED, rows=ASKED2)
        COMPOSED.to(device="cpu")""",
    "implicit_reasoning.network": """
        build(world=COMPOSED, d_model=8, n_layers=2, n_heads=2, shared=False, seed=0)
        answer_scores(model=REASONER, tokens=ASKED2[:, :3])
        loss(model=REASONER, rows=ASKED2)
        batches(world=COMPOSED, batch=4, atomic=0.5, seed=0)
        learn(model=REASONER, world=COMPOSED, steps=1, batch=4, atomic=0.5, lr=1e-3, weight_decay=1.0,
              schedule="linear", every=1, seed=0, progress=False)
        probabilities(model=REASONER, rows=ASKED2)
        accuracy(model=REASONER, rows=ASKED2)
        marks(model=REASONER, world=COMPOSED, most=5)
        trained(worlds={"a": COMPOSED}, steps=1, every=1, lr=1e-3, seed=0, device="cpu")
        ask(model=REASONER, world=COMPOSED, head=ASKED2[:, 0], relation=ASKED2[:, 1])
        written(model=REASONER, world=COMPOSED, rows=ASKED2)
        product(model=REASONER, world=COMPOSED, exam="outside")""",
    "implicit_reasoning.rounds": """
        build(world=COMPOSED, path="same", d_model=8, n_heads=2, seed=0)
        scores(model=ROUNDS, world=COMPOSED, rows=ASKED2, path="same")
        learn(model=ROUNDS, world=COMPOSED, path="same", steps=1, batch=4, atomic=0.5, lr=1e-3, weight_decay=1.0,
              every=1, seed=0)
        trained(world=COMPOSED, paths=["same"], steps=1, every=1, batch=4, atomic=0.5, d_model=8, seed=0, device="cpu")
        marks(model=ROUNDS, world=COMPOSED, path="same", most=5)""",
    "implicit_reasoning.inside": """
        beginnings(world=COMPOSED)
        states(model=REASONER, world=COMPOSED, block=0)
        read(model=REASONER, world=COMPOSED, block=0)
        lens(model=REASONER, world=COMPOSED, block=0)
        shares(right=COMPOSED.outside, world=COMPOSED)
        answers_with(model=REASONER, rows=ASKED2, given=torch.rand(3, 8), block=0)
        swapped(model=REASONER, world=COMPOSED, exam="familiar", count=5, seed=0)
        crossed(world=COMPOSED, count=5, seed=0)
        every_question(world=COMPOSED)""",
    "implicit_reasoning.readers": """
        frequency(world=COMPOSED, asked=ASKED2)
        memoriser(world=COMPOSED, asked=ASKED2)
        neighbour(world=COMPOSED, asked=ASKED2)
        association(world=COMPOSED, asked=ASKED2, places=(0, 2))
        ranking(world=COMPARED, asked=COMPARED.exams["outside"])
        two_lookups(world=COMPOSED, asked=ASKED2)
        opponents(world=COMPOSED)
        chance(world=COMPOSED)""",
    "programs.family": """
        learn(models=[CLERK], readings=[network.batches(PROGRAMS, batch=2, fewest=1, demonstrations=3, questions=2,
              repeat=0.5, seed=0)], steps=1, lr=1e-3, weight_decay=0.1, warmup=1, clip=1.0)""",
    "programs.readers": """
        matches(programs=PROGRAMS, asked=ASKED)
        bayes(programs=PROGRAMS, asked=ASKED)
        nearest(programs=PROGRAMS, asked=ASKED)
        copier(asked=ASKED)
        babbler(asked=ASKED)
        frequencies(programs=PROGRAMS, asked=ASKED)
        opponent(name="copier", programs=PROGRAMS, asked=ASKED)
        accuracy(probabilities=torch.full((5, 6), 1 / 6), answers=ASKED.answers)""",
    "programs.vectors": """
        state(model=CLERK, asked=ASKED, place="blocks.0.resid")
        empty(symbols=6)
        program_vectors(model=CLERK, programs=PROGRAMS, place="blocks.0.resid", demonstrations=3, count=4, seed=0)
        with_vectors(model=CLERK, vectors=torch.zeros(2, 8), place="blocks.0.resid")
        kept(told=torch.rand(4, 6, 6), programs=PROGRAMS)""",
    "compression.coding": """
        kraft(lengths=[1, 2])
        huffman(probabilities={"a": 0.5, "b": 0.5})
        narrowed(message=["a", "b"], probabilities=HALF)
        shortest_binary(low=Fraction(1, 4), high=Fraction(1, 2))
        read_back(digits="01", length=2, probabilities=HALF)
        quantised(probabilities=np.full((3, 2), 0.5))
        code_bits(symbols=[0, 1, 0], frequencies=FREQ)
        encode(symbols=[0, 1, 0], frequencies=FREQ)
        decode(data=coding.encode([0, 1, 0], FREQ), frequencies=FREQ)
        read_on(data=coding.encode([0, 1, 0], FREQ), frequencies=FREQ, at_once=100)""",
    "compression.classical": """
        size(name="gzip", data="abc", given="")
        sizes(data="abc", given="")
        guesses(text="abcabc", letters=["a", "b"])
        written(text="abcabc", length=2, seed=0)
        classified(fragment="ab", samples={"x": "abab", "y": "cdcd"}, compressor="gzip")
        distance(a="abab", b="abcd", compressor="gzip")
        nearest(fragment="ab", samples={"x": "abab", "y": "cdcd"}, compressor="gzip")
        by_pairs(fragment="ab", samples={"x": "abab", "y": "cdcd"})""",
    "compression.counts": """
        costs(rows=[[0, 1, 2], [0, 2, 1]], order=2, vocab_size=3)
        LetterModel(text="abcabc", order=2, alphabet="")
        counts.LetterModel("abcabc", order=2).probabilities(context="ab")
        counts.LetterModel("abcabc", order=2).ranks(text="abc")
        bits_of_ranks(ranks=[1, 2, 1])
        single_costs(read="abcabc", text="abc")""",
    "compression.priced": """
        texts(language="en")
        bits(read="abcabc", text="abc")
        page(read="abcabc", choice={"new": "abc", "again": "bca"})""",
    "implicit_reasoning.real": """
        by_country(right=[True, False], countries=["Italy", "Spain"])""",
    "compression.shelf": """
        stories(n=2, seed=0, split="train", primer=0)
        printed(stories=STORIES)
        source_bits(stories=STORIES)
        batch(rows=[[0, 2, 0]])
        by_lot(costs=[1.0, 2.0, 3.0], size=2)""",
    "compression.measures": """
        crossing(stories=[1.0, 2.0, 3.0], ours=[3.0, 2.0, 1.0], theirs=[2.0, 2.0, 2.0])
        break_even(parameters=10, bytes_each=4, theirs=2.0, ours=1.0)""",
}


def hostile_values(annotation, good):
    """{kind of wrong: value} for an argument of that annotation; `good` is a value that it can have."""
    import numpy as np
    import torch
    from jaxtyping import AbstractArray

    of = annotation
    if typing.get_origin(of) is typing.Annotated:
        of = typing.get_args(of)[0]
    choices = typing.get_args(of) if typing.get_origin(of) in (typing.Union, types.UnionType) else (of,)
    optional = type(None) in choices
    choices = [choice for choice in choices if choice is not type(None)]
    found = {} if optional else {"None": None}
    first = choices[0]
    if typing.get_origin(first) is typing.Annotated:
        first = typing.get_args(first)[0]
        if typing.get_origin(first) in (typing.Union, types.UnionType):
            choices, first = typing.get_args(first), typing.get_args(first)[0]
    found["object"] = object()
    if bool in choices:
        return found | {"text": "no", "number": 2, "list": [True]}
    if first in (int, float):
        found |= {"text": "3", "NaN": float("nan"), "infinity": float("inf"), "list": [1], "vector": np.ones(2)}
        found |= {"complex": 1j, "negative": -1 if float not in choices else -1.5}
        if float not in choices:
            found |= {"fraction": 1.5, "bool": True, "huge": 2**70}
        return found
    if isinstance(first, type) and issubclass(first, AbstractArray):
        found |= {"text": "abc", "number": 3}
        if len(choices) == 1:
            found["list"] = good.tolist()
            found["other library"] = good.numpy() if isinstance(good, torch.Tensor) else torch.tensor(good)
        found["one axis more"] = good[None]
        found["empty"] = good[:0]
        if good.ndim:
            found["one row more"] = (torch.cat if isinstance(good, torch.Tensor) else np.concatenate)([good, good[:1]])
        whole = "int" in str(good.dtype)
        as_float = good.float() if isinstance(good, torch.Tensor) else good.astype(float)
        if whole:
            found |= {"floats": as_float, "complex": good * 1j, "negative": good - 1000, "beyond": good + 1000}
        elif "float" in str(good.dtype):
            found["NaN"] = as_float * float("nan")
            found["infinity"] = good.clone() if isinstance(good, torch.Tensor) else good.copy()
            found["infinity"][(0,) * good.ndim] = float("inf")
        return found
    if first is str:
        return found | {"number": 3, "list": ["a"], "bytes": b"a", "unknown": "no such thing"}
    origin = typing.get_origin(first) or first
    name = getattr(origin, "__name__", str(origin))
    if name in ("Sequence", "list", "Iterable", "tuple"):
        found |= {"number": 3, "empty": [], "of objects": [object()], "of None": [None], "of NaN": [float("nan")]}
        return found | {"text": "abc", "of texts in texts": [["a", ["b"]]]}
    if name in ("Mapping", "dict"):
        return found | {"number": 3, "empty": {}, "list": [1, 2], "of objects": {"a": object()}}
    return found | {"number": 3, "text": "abc", "list": [1]}


def calls(names):
    """(module, text of the call, function, keyword arguments, positional ones) of every row of CALLS."""
    for module, rows in CALLS.items():
        scope = names | {"self_module": importlib.import_module(f"labkit.{module}")}
        local = {**scope, **vars(scope["self_module"])}
        local |= {name: value for name, value in names.items() if name.isupper()}
        for statement in ast.parse("\n".join(map(str.strip, rows.replace(",\n", ", ").split("\n")))).body:
            call = statement.value
            function = eval(compile(ast.Expression(call.func), "hostile", "eval"), local)
            given = {k.arg: eval(compile(ast.Expression(k.value), "hostile", "eval"), local) for k in call.keywords}
            placed = [eval(compile(ast.Expression(a), "hostile", "eval"), local) for a in call.args]
            yield module, ast.unparse(call.func), function, given, placed


def hints_of(function):
    """The annotations of a function, of the making of a class, of a model's forward."""
    if inspect.isclass(function):
        function = function.__init__
    elif not inspect.isroutine(function):
        function = type(function).forward
    return typing.get_type_hints(inspect.unwrap(function), include_extras=True)


def outcome(function, placed, given, argument, sentences):
    """("clear" | "bare" | "silent" | "hang", what was said)."""

    def late(*_):
        raise TimeoutError

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = function(*placed, **given)
            if inspect.isgenerator(result) or type(result).__name__ in ("generator", "Iterator"):
                next(result)
    except TimeoutError:
        return "hang", ""
    except Exception as error:
        text = error.args[0] if error.args else ""
        ours = isinstance(text, str) and any(sentence.fullmatch(text) for sentence in sentences)
        return ("clear" if ours else "bare"), f"{type(error).__name__}: {str(text)[:150]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "silent", repr(result)[:100]


def run(language, modules=()):
    """[module.function, argument, kind, outcome, what was said] of every hostile call, or of those of some modules."""
    import torch

    from labkit import messages

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    messages.set_language(language)
    names: dict = {}
    exec(SETUP, names)
    once = [(names["TOKENS"], names["TOKENS"])]
    list(names["training"].train(names["SMALL"], once, steps=1, progress=False))  # the first imports for seconds
    sentences = [
        re.compile(re.sub(r"\\\{[^}]*\\\}", "(?s:.*)", re.escape(text[language]))) for text in messages.TEXTS.values()
    ]
    sentences = [sentence for sentence in sentences if len(sentence.pattern) > 20]
    found = []
    for module, text, function, given, placed in calls(names):
        if modules and module not in modules:
            continue
        state, said = outcome(function, placed, given, "", sentences)
        if state != "silent":
            found.append([f"{module}.{text}", "", "good call", "broken", said])
            continue
        hints = hints_of(function)
        for argument, good in given.items():
            for kind, value in hostile_values(hints.get(argument, typing.Any), good).items():
                state, said = outcome(function, placed, given | {argument: value}, argument, sentences)
                found.append([f"{module}.{text}", argument, kind, state, said])
    return found


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    results = run(sys.argv[1], [name for name in sys.argv[2:] if name != "--show"])
    if "--show" in sys.argv:
        for row in results:
            if row[3] in ("bare", "silent", "hang", "broken"):
                print(*row, sep=" | ")
        print(Counter(row[3] for row in results))
    else:
        print(json.dumps(results))
