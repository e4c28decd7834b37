"""Matching finds the pairs that were planted, however the table orders, numbers, splits or merges its rows."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from hedui.config import Settings
from hedui.normalize.similarity import COVERED, alike
from normalize.planted import Item, body_of, grave, paired_titles, plant, report_of, row, table_of

each_notice = settings(max_examples=15, deadline=None, derandomize=True, database=None)
randoms = st.integers(0, 10**6).map(Random)


def same_titles(items: list[Item]) -> set[tuple[str, str]]:
    return {(item.title, item.title) for item in items}


@each_notice
@given(randoms, st.integers(1, 12))
def test_rows_in_order_are_paired_and_nothing_is_found(random: Random, count: int) -> None:
    items = plant(random, count)
    report = report_of(body_of(items), table_of(items))
    assert paired_titles(report) == same_titles(items)
    assert grave(report) == []


@each_notice
@given(randoms)
def test_shuffled_rows_are_paired_by_their_text(random: Random) -> None:
    items = plant(random, 10)
    shuffled = random.sample(items, len(items))
    report = report_of(body_of(items), table_of(shuffled))
    assert paired_titles(report) == same_titles(items)
    assert grave(report) == []


@each_notice
@given(randoms)
def test_rows_numbered_anew_are_paired_by_their_text(random: Random) -> None:
    items = plant(random, 8)
    shuffled = [replace(item, number=n) for n, item in enumerate(random.sample(items, len(items)), 1)]
    report = report_of(body_of(items), table_of(shuffled))
    numbers = {item.title: item.number for item in shuffled}
    moved = {("MAT003", str(i.number), str(numbers[i.title])) for i in items if numbers[i.title] != i.number}
    assert paired_titles(report) == same_titles(items)
    assert set(grave(report)) <= moved


@each_notice
@given(randoms)
def test_rows_without_numbers_are_paired(random: Random) -> None:
    items = plant(random, 8)
    report = report_of(body_of(items), table_of(random.sample(items, len(items)), numbered=False))
    assert paired_titles(report) == same_titles(items)
    assert grave(report) == []


@each_notice
@given(randoms)
def test_a_row_left_out_leaves_its_clause_alone(random: Random) -> None:
    items = plant(random, 9)
    lost = random.choice(items)
    left = [item for item in items if item is not lost]
    report = report_of(body_of(items), table_of(left))
    assert paired_titles(report) == same_titles(left)
    assert grave(report) == [("MAT001", str(lost.number), None)]


@each_notice
@given(randoms)
def test_a_row_left_out_is_found_where_the_others_are_numbered_on(random: Random) -> None:
    items = plant(random, 9)
    lost = random.choice(items[:-1])
    left = [replace(item, number=n) for n, item in enumerate((i for i in items if i is not lost), 1)]
    report = report_of(body_of(items), table_of(left))
    assert paired_titles(report) == same_titles(left)
    assert ("MAT001", str(lost.number), None) in grave(report)
    assert {code for code, _, _ in grave(report)} <= {"MAT001", "MAT003"}


@each_notice
@given(randoms)
def test_a_row_of_its_own_is_left_alone(random: Random) -> None:
    *items, extra = plant(random, 9)
    report = report_of(body_of(items), table_of([*items, extra]))
    assert paired_titles(report) == same_titles(items)
    assert grave(report) == [("MAT002", None, str(extra.number))]


@each_notice
@given(randoms)
def test_a_clause_split_into_two_rows_has_both(random: Random) -> None:
    items = plant(random, 6)
    chosen = random.randrange(len(items))
    whole = items[chosen]
    parts = [replace(whole, sentences=whole.sentences[:1]), replace(whole, sentences=whole.sentences[1:])]
    rows = [replace(item, number=n) for n, item in enumerate([*items[:chosen], *parts, *items[chosen + 1 :]], 1)]
    report = report_of(body_of(items), table_of(rows))
    (clause,) = [item.id for item in report.clauses if item.title == whole.title]
    assert len([pair for pair in report.pairs if pair.clause == clause]) == 2
    assert {code for code, _, _ in grave(report)} <= {"MAT003"}


@each_notice
@given(randoms)
def test_two_clauses_merged_into_one_row_have_it_both(random: Random) -> None:
    items = plant(random, 6)
    first, second = items[2:4]
    merged = replace(first, title=first.title + second.title, sentences=first.sentences + second.sentences)
    rows = [replace(item, number=n) for n, item in enumerate([*items[:2], merged, *items[4:]], 1)]
    report = report_of(body_of(items), table_of([replace(item, unit="市教育局") for item in rows]))
    (row_id,) = [item.id for item in report.rows if item.title == merged.title]
    assert len([pair for pair in report.pairs if pair.row == row_id]) == 2
    assert not {"MAT001", "MAT002", "TXT003", "TXT004", "TXT005"} & {code for code, _, _ in grave(report)}


@each_notice
@given(randoms)
def test_a_sentence_under_the_neighbouring_row_is_moved_and_nothing_else(random: Random) -> None:
    items = plant(random, 7)
    at = random.randrange(len(items) - 1)
    loser, winner = items[at], items[at + 1]
    rows = list(items)
    rows[at] = replace(loser, sentences=loser.sentences[:-1])
    rows[at + 1] = replace(winner, sentences=(loser.sentences[-1], *winner.sentences))
    report = report_of(body_of(items), table_of(rows))
    assert grave(report) == [("TXT005", str(loser.number), str(winner.number))]


@each_notice
@given(randoms)
def test_sentences_moved_far_away_are_found(random: Random) -> None:
    items = plant(random, 8)
    loser, winner = items[0], items[-1]
    rows = [
        replace(loser, sentences=loser.sentences[1:]),
        *items[1:-1],
        replace(winner, sentences=(*winner.sentences, loser.sentences[0])),
    ]
    report = report_of(body_of(items), table_of(rows))
    assert grave(report) == [("TXT005", str(loser.number), str(winner.number))]


@each_notice
@given(randoms)
def test_numbers_that_begin_again_in_each_section_pair_by_text(random: Random) -> None:
    items = plant(random, 8)
    halves = [[replace(item, number=n) for n, item in enumerate(half, 1)] for half in (items[:4], items[4:])]
    body = f"一、夯实基础\n\n{body_of(halves[0])}\n\n二、强化保障\n\n{body_of(halves[1])}"
    head, *first = table_of(halves[0]).splitlines()
    second = table_of(halves[1]).splitlines()[1:]
    table = "\n".join([head, "一、夯实基础", *first, "二、强化保障", *second])
    report = report_of(body, table)
    assert paired_titles(report) == same_titles(items)
    assert grave(report) == []


@each_notice
@given(randoms)
def test_two_tables_are_one_list_of_rows(random: Random) -> None:
    items = plant(random, 8)
    table = f"{table_of(items[:4])}\n\n附件2\n\n任务分解表（续）\n\n{table_of(items[4:])}"
    report = report_of(body_of(items), table)
    assert paired_titles(report) == same_titles(items)
    assert grave(report) == []


@each_notice
@given(randoms)
def test_measures_in_rows_of_their_own_belong_to_the_item_above(random: Random) -> None:
    items = plant(random, 5)
    lines = [table_of([]).strip()]
    for item in items:
        lines.append(row(replace(item, sentences=item.sentences[:1])))
        lines += [f"\t\t{sentence}\t\t" for sentence in item.sentences[1:]]
    report = report_of(body_of(items), "\n".join(lines))
    assert [len(item.measures) for item in report.rows] == [len(item.sentences) for item in items]
    assert grave(report) == []


@each_notice
@given(randoms)
def test_pairs_are_in_body_order_with_a_score_and_a_reason(random: Random) -> None:
    items = plant(random, 8)
    report = report_of(body_of(items), table_of(random.sample(items, len(items))))
    assert [pair.clause for pair in report.pairs] == [item.id for item in report.clauses]
    assert {pair.how for pair in report.pairs} == {"text"}
    assert all(0.9 < pair.score <= 1 for pair in report.pairs)


def test_the_same_input_gives_the_same_pairs() -> None:
    items = plant(Random(5), 12)
    table = table_of(Random(6).sample(items, len(items)))
    assert report_of(body_of(items), table).pairs == report_of(body_of(items), table).pairs


@pytest.mark.parametrize(("clause", "row_number"), [("1", "2"), ("3", "1")])
def test_a_forced_pair_stands(clause: str, row_number: str) -> None:
    items = plant(Random(1), 3)
    report = report_of(body_of(items), table_of(items), Settings(pairs={clause: row_number}))
    clauses = {item.id: item.number for item in report.clauses}
    rows = {item.id: item.number for item in report.rows}
    pairs = [(rows[pair.row], pair.how) for pair in report.pairs if clauses[pair.clause] == clause]
    assert pairs == [(row_number, "forced")]


def test_items_without_text_pair_by_title() -> None:
    items = [replace(item, sentences=()) for item in plant(Random(2), 6)]
    report = report_of(body_of(items), table_of(Random(3).sample(items, len(items))))
    assert paired_titles(report) == same_titles(items)
    assert {pair.how for pair in report.pairs} == {"title"}
    assert grave(report) == []


@settings(deadline=None, derandomize=True, database=None)
@given(st.text("甲乙丙丁", max_size=30), st.text("甲乙丙丁戊", max_size=40), st.sampled_from((0.0, COVERED, 0.75)))
def test_a_floor_changes_only_what_lies_below_it(a: str, b: str, floor: float) -> None:
    exact = fuzz.ratio(a, b) / 100
    if a and b and min(len(a), len(b)) >= 6 and 0.2 < exact <= 0.9:
        exact = max(exact, 0.85 * fuzz.partial_ratio(a, b) / 100)
    found = alike(a, b, floor) if a and b else exact
    assert found == exact or found < exact < floor
