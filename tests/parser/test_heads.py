"""Heads as websites and offices print them: numbers, titles, addressees and dates out of their usual places."""

from __future__ import annotations

import datetime

import pytest

from hedui.lexicon.width import squeeze
from hedui.model import Head
from hedui.outline import Note
from hedui.parser.index_lines import index_pairs
from hedui.parser.readers import Blob, read_document
from hedui.parser.structure import read_outline

ITEM = "一、绿化\n\n1.新建公园三处，配齐健身设施。（责任单位：市城管局）\n"
TITLE = "云川市人民政府办公室关于印发云川市公园建设若干政策措施的通知"


def read(head: str) -> tuple[Head, tuple[Note, ...]]:
    outline = read_outline([read_document(Blob(f"{head}\n\n{ITEM}".encode(), "notice.txt", "body"))])
    return outline.head, outline.notes


@pytest.mark.parametrize(
    "lines",
    [
        f"{TITLE}（云政办〔2024〕7号）",
        f"云政办〔2024〕7号 {TITLE}",
        f"云政办〔2024〕7号《{TITLE}》",
        f"{TITLE}\n\n云政办〔2024〕7号           2024-03-08",
        f"{TITLE}\n\n云政办〔2024〕7号    签发人：林某某",
        f"发文文号: 云政办〔2024〕7号 发布机关: 市政府办公室\n\n{TITLE}",
    ],
)
def test_the_own_number_is_told_from_its_neighbours(lines: str) -> None:
    head, _ = read(f"{lines}\n\n各县区人民政府:\n\n根据云政发〔2023〕5号文件，制定本措施。")
    assert (head.document_number, head.title) == ("云政办〔2024〕7号", TITLE)
    assert head.references == ("云政发〔2023〕5号",)


def test_a_date_beside_the_number_counts_where_no_other_stands() -> None:
    head, _ = read(f"{TITLE}\n\n云政办〔2024〕7号    2024-03-08\n\n各县区人民政府:")
    assert head.issued_on == datetime.date(2024, 3, 8)


@pytest.mark.parametrize(
    ("printed", "repaired"),
    [
        ("云政秘〔20248号", "云政秘〔2024〕8号"),
        ("云政发〔20243", "云政发〔2024〕3号"),
        ("云府办发〔202426", "云府办发〔2024〕26号"),
        ("云政发〔2024〕1", "云政发〔2024〕1号"),
        ("云政发 202412", "云政发〔2024〕12号"),
    ],
)
def test_a_number_that_lost_its_brackets_is_repaired_and_told(printed: str, repaired: str) -> None:
    head, notes = read(f"{printed}\n\n{TITLE}\n\n各县区人民政府:")
    assert head.document_number == repaired
    assert [(note.kind, note.original, note.repaired) for note in notes] == [("text-damaged", printed, repaired)]


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2024530", datetime.date(2024, 5, 30)),
        ("202499", datetime.date(2024, 9, 9)),
        ("20240308", datetime.date(2024, 3, 8)),
        ("2024112", None),
        ("2024", None),
    ],
)
def test_a_date_that_lost_its_marks_is_read_where_one_day_fits(printed: str, date: datetime.date | None) -> None:
    head, notes = read(f"{TITLE}\n\n各县区人民政府:\n\n现印发给你们。\n\n云川市人民政府办公室\n\n{printed}")
    assert head.issued_on == date
    assert bool(notes) == (date is not None and printed != "20240308")


@pytest.mark.parametrize(
    ("head", "addressees"),
    [
        ("各县区人民政府,市直有关部门:\n\n现印发给你们。\n\n云川市公园建设方案", ("各县区人民政府", "市直有关部门")),
        ("云政发〔2024〕5号\n各县区人民政府:\n\n现印发给你们。\n\n云川市公园建设方案", ("各县区人民政府",)),
        (
            f"{TITLE}\n\n各县（市、区）党委、人民政府，各大企业、事业单位：",
            ("各县（市、区）党委、人民政府", "各大企业、事业单位"),
        ),
        (
            f"{TITLE}\n\n各乡镇（街道）党（工）委、人民政府（办事处），县直各单位：",
            ("各乡镇（街道）党（工）委、人民政府（办事处）", "县直各单位"),
        ),
        (
            f"{TITLE}\n\n颁布时间:2024-04-06 00:00 发文单位:云川市人民政府\n\n市直有关部门:",
            ("市直有关部门",),
        ),
        (
            f"{TITLE}\n\n各县（市、区）人力资源社会保障局、财政局，高新区人力资源局，市直各部门：",
            ("各县（市、区）人力资源社会保障局、财政局", "高新区人力资源局", "市直各部门"),
        ),
        (f"主送机关：各县区人民政府，市直各部门\n{TITLE}\n现印发给你们。", ("各县区人民政府", "市直各部门")),
        (f"{TITLE}\n主送：各县区人民政府，市直各部门。\n现印发给你们。", ("各县区人民政府", "市直各部门")),
        ("云川市公园建设方案\n发布日期:2024-04-06\n浏览次数:\n\n为建好公园，制定本方案。", ()),
    ],
)
def test_the_addressees_are_the_line_of_offices(head: str, addressees: tuple[str, ...]) -> None:
    assert read(head)[0].addressees == addressees


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("云川市教育局等六部门\n关于印发任务书的通知", "云川市教育局等六部门关于印发任务书的通知"),
        ("云川市促进公园和绿地建设恢复发展\n\n相关配套措施", "云川市促进公园和绿地建设恢复发展相关配套措施"),
        ("《关于进一步加快公园建设的具体实施细则》", "关于进一步加快公园建设的具体实施细则"),
        ("加快推进公园建设若干政策", "加快推进公园建设若干政策"),
        ("关于印发《公园建设办法》的通知", "关于印发《公园建设办法》的通知"),
        ("云川市人民政府关于公园建设政策措施（修订版）的通知", "云川市人民政府关于公园建设政策措施（修订版）的通知"),
    ],
)
def test_titles_without_their_usual_words_are_read(lines: str, title: str) -> None:
    assert read(f"{lines}\n\n为建好公园，制定如下措施。")[0].title == title


def test_a_note_of_publicity_in_brackets_is_read() -> None:
    assert read(f"{TITLE}\n\n（主动公开）")[0].release_note == "主动公开"


@pytest.mark.parametrize(
    ("said", "announced"),
    [
        ("严格执行乡镇权力清单和责任清单。", False),
        ("制定落实主体责任清单。", False),
        ("各单位按任务清单推进。", False),
        ("现将《公园建设任务清单》印发给你们。", True),
        ("具体分工见责任清单。", True),
        ("按任务分解表执行。", True),
    ],
)
def test_a_list_that_is_only_spoken_of_is_no_table(said: str, announced: bool) -> None:
    source = f"{TITLE}\n\n{said}\n\n{ITEM}"
    outline = read_outline([read_document(Blob(source.encode(), "notice.txt", "body"))])
    assert outline.table_expected is announced


def test_a_lost_bracket_does_not_swallow_the_paragraphs_below() -> None:
    items = "1.新建公园。（责任单位：市城管局）\n2.修剪行道树。（责任单位：市林业局）"
    text = f"根据《绿化办法》(云政办〔20248号)精神，制定本措施。\n{items}"
    outline = read_outline([read_document(Blob(text.encode(), "notice.txt", "body"))])
    assert [clause.number for clause in outline.clauses] == ["1", "2"]


@pytest.mark.parametrize(
    "line",
    ["为促进公园建设，结合我市实际，制定如下措施：", "根据省政府部署，提出以下意见：", "现就有关事项安排如下："],
)
def test_a_line_that_introduces_the_text_addresses_nobody(line: str) -> None:
    head, _ = read(f"{TITLE}\n\n{line}")
    assert head.addressees == ()


def test_an_office_that_begins_like_such_a_line_is_an_addressee() -> None:
    head, _ = read(f"{TITLE}\n\n现代农业园区管委会，各县区人民政府：")
    assert head.addressees == ("现代农业园区管委会", "各县区人民政府")


@pytest.mark.parametrize(
    ("lines", "title", "issuers"),
    [
        (f"【市政府重点工作】{TITLE}", TITLE, ("云川市人民政府办公室",)),
        (f"云政办〔2024〕7号 {TITLE[:-3]}\n{TITLE[:-3]}\n云政办〔2024〕7号", TITLE[:-3], ("云川市人民政府办公室",)),
        (f"{TITLE}\n市政府\n云川市人民政府办公室\n{TITLE[10:]}", TITLE, ("云川市人民政府办公室",)),
        (
            "云发〔2024〕5号\n中共云川新区工作委员会\n云川新区管理委员会\n关于印发《绿化实施方案》的通知",
            "中共云川新区工作委员会云川新区管理委员会关于印发《绿化实施方案》的通知",
            ("中共云川新区工作委员会", "云川新区管理委员会"),
        ),
        (
            "云川市人民政府\n防汛抗旱指挥部\n关于公园建设的意见",
            "云川市人民政府防汛抗旱指挥部关于公园建设的意见",
            ("云川市人民政府防汛抗旱指挥部",),
        ),
        ("云川市人民政府办公室\n2024年3月8日\n关于公园建设的意见", "关于公园建设的意见", ("云川市人民政府办公室",)),
        (f"[现行有效] {TITLE}", TITLE, ("云川市人民政府办公室",)),
        (f"★{TITLE}", TITLE, ("云川市人民政府办公室",)),
        (f"{TITLE}_云川市人民政府\n{TITLE}", TITLE, ("云川市人民政府办公室",)),
        (f"{TITLE} - 云川市人民政府门户网站\n{TITLE[:20]}\n{TITLE[20:]}", TITLE, ("云川市人民政府办公室",)),
        (f"标题：{TITLE}（云政办〔2024〕7号）", TITLE, ("云川市人民政府办公室",)),
        (f"标题：{TITLE}", TITLE, ("云川市人民政府办公室",)),
        (f"标题：{TITLE}\n云川市公园建设若干政策措施", TITLE, ("云川市人民政府办公室",)),
        (
            f"发文机关：云川市人民政府办公室\n{TITLE.removeprefix('云川')}",
            TITLE.removeprefix("云川"),
            ("云川市人民政府办公室",),
        ),
        (f"发文机关：云川市城市管理局\n{TITLE}", TITLE, ("云川市人民政府办公室",)),
    ],
)
def test_title_and_issuers_are_told_from_what_a_site_prints_around_them(
    lines: str, title: str, issuers: tuple[str, ...]
) -> None:
    head, _ = read(f"{lines}\n各县区人民政府:\n\n现印发给你们。")
    assert (head.title, head.issuers) == (title, issuers)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("成文日期：2024-03-08\n{title}\n2024-03-20\n各县区人民政府:", "2024-03-08"),
        ("{title}\n2024-03-20\n各县区人民政府:\n\n现印发给你们。\n\n云川市人民政府办公室\n2024年3月8日", "2024-03-08"),
        ("成文日期：2024-03-18\n{title}\n各县区人民政府:\n\n云川市人民政府办公室\n2024年3月8日", "2024-03-08"),
        ("2024-03-20 08:00:00\n成文日期：2024年3月8日\n{title}\n各县区人民政府:", "2024-03-08"),
        ("{title}\n（2024年3月8日）", "2024-03-08"),
        ("发布日期：2024-03-20\n{title}", "None"),
    ],
)
def test_the_day_of_the_notice_is_told_from_that_of_the_page(lines: str, date: str) -> None:
    assert str(read(lines.format(title=TITLE))[0].issued_on) == date


@pytest.mark.parametrize(
    "line",
    ["推广扫码乘车", "主办单位：市文旅局", "承办单位：市文旅局、市体育局", "地址：云川市滨河路1号，每周开放六天。"],
)
def test_words_of_pages_inside_a_text_belong_to_it(line: str) -> None:
    text = f"{TITLE}\n各县区人民政府:\n\n一、绿化\n1.新建公园三处。\n责任单位：市城管局\n2.举办园博会。\n{line}\n"
    outline = read_outline([read_document(Blob(text.encode(), "notice.txt", "body"))])
    assert line in "".join(clause.whole.text for clause in outline.clauses)


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("名称变更和注销", []),
        ("来源可查、去向可追", []),
        ("有效期管理办法", []),
        ("主题分类综合政务", []),
        ("发布机构改革方案", []),
        ("发文字号云政办〔2024〕7号", [("发文字号", "云政办(2024)7号")]),
        ("索引号 YC01/2024-7 主题分类 综合政务", [("索引号", "YC01/2024-7"), ("主题分类", "综合政务")]),
        ("· 【字 号】云政办〔2024〕7号", [("字号", "云政办(2024)7号")]),
        ("标题 | 公园方案 | 有效性 | |", [("标题", "公园方案"), ("有效性", "")]),
        ("成文日期：发布日期：2024-03-08 08:44", [("成文日期", ""), ("发布日期", "2024-03-0808:44")]),
    ],
)
def test_a_line_of_an_index_block_is_told_by_its_marks_or_its_values(line: str, pairs: list[tuple[str, str]]) -> None:
    squeezed = squeeze(line)
    assert [(pair.label, squeezed[pair.start : pair.end]) for pair in index_pairs(line)] == pairs
