"""Names and attributions of a treebank in GUM's format, on documents of our own."""

import pytest

from onrecord.annotate.labels import NAME_TYPES, ROLES
from onrecord.training.corpus import Paragraph
from onrecord.training.gum import read_gum, read_runs, split_documents, text_of
from onrecord.training.gum_corpus import add_gold
from onrecord.training.rst import attributed, read_attributions

#: form, universal tag, tag, head, relation, rest.
WORDS = """
The DET DT 2 det Entity=(1-person-new-cf1-2-sgl
mayor NOUN NN 8 nsubj _
General PROPN NNP 2 flat _
Ines PROPN NNP 2 flat _
al PROPN NNP 2 flat SpaceAfter=No
- PUNCT HYPH 6 punct SpaceAfter=No
Falk PROPN NNP 2 flat Entity=1)
said VERB VBD 0 root _
Osmaria PROPN NNP 11 nmod:poss Entity=(2-organization-new-cf2-5-sgl(3-place-new-cf3-1-coref)|SpaceAfter=No
's PART POS 9 case _
Ministry PROPN NNP 15 nsubj _
of ADP IN 13 case _
Health PROPN NNP 11 nmod Entity=2)
had AUX VBD 15 aux _
paid VERB VBN 8 ccomp _
the DET DT 17 det Entity=(4-person-new-cf4-2-sgl
Osmarians PROPN NNPS 15 obj Entity=4)|SpaceAfter=No
. PUNCT . 8 punct _
""".strip().split("\n")
TREE = """<rst><body>
<segment id="1" parent="2" relname="attribution-positive">The mayor General Ines al - Falk said</segment>
<segment id="2" parent="3" relname="span">Osmaria 's Ministry of Health had paid the Osmarians .</segment>
<group id="3" type="span"/>
<signals>
<signal source="1" type="semantic" subtype="attribution_source" tokens="1,2,3,4,5,6,7"/>
<signal source="1" type="lexical" subtype="indicative_word" tokens="CUE"/>
</signals></body></rst>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "dep").mkdir()
    (tmp_path / "rst").mkdir()
    rows = []
    for number, line in enumerate(WORDS, 1):
        form, upos, tag, head, relation, rest = line.split(" ")
        if form == "Osmaria":
            rows.append(f"{number}-{number + 1}\tOsmaria's\t_\t_\t_\t_\t_\t_\t_\t_")
        rows.append("\t".join([str(number), form, "_", upos, tag, "_", head, relation, "_", rest]))
    sentence = "\n".join(["# sent_id = x", *rows]) + "\n\n"
    text = "# newpar\n" + sentence * 2 + "# newpar\n" + sentence
    for name in ("a_news", "b_news", "c_news"):
        (tmp_path / "dep" / f"{name}.conllu").write_text(text, encoding="utf-8")
    return tmp_path


def document(folder):
    return folder / "dep" / "a_news.conllu"


SENTENCE = "The mayor General Ines al-Falk said Osmaria's Ministry of Health had paid the Osmarians."


def test_documents_are_parted_by_their_position(folder):
    train, apart = split_documents(folder)
    assert [path.stem for path in train] == ["a_news", "c_news"]
    assert [path.stem for path in apart] == ["b_news"]


def test_text_is_written_as_it_was_and_runs_end_with_the_paragraph(folder):
    assert [text for text, _ in read_gum(document(folder))] == [f"{SENTENCE} {SENTENCE}", SENTENCE]
    assert [text for text, _ in read_gum(document(folder), longest=1)] == [SENTENCE] * 3


def test_names_are_without_determiner_title_and_owner(folder):
    *_, (text, names) = read_gum(document(folder))
    assert [(kind, text[a:b]) for kind, a, b in names] == [
        ("person", "Ines al-Falk"),
        ("place", "Osmaria"),
        ("organization", "Ministry of Health"),
    ]


def test_gold_decides_on_people_and_silver_on_peoples(folder):
    *_, (text, names) = read_gum(document(folder))

    def silver(kind, words):
        return NAME_TYPES.index(kind), text.index(words), text.index(words) + len(words)

    given = (
        silver("ORG", "Falk"),
        silver("LOC", "Osmaria"),
        silver("NORP", "Osmarians"),
        silver("ORG", "mayor"),
    )
    paragraph = Paragraph(document="a", text=text, spans=(), links=(), names=given)
    found = [(NAME_TYPES[kind], text[a:b]) for kind, a, b in add_gold(paragraph, names).names]
    assert found == [
        ("PERSON", "Ines al-Falk"), ("LOC", "Osmaria"), ("ORG", "Ministry of Health"), ("NORP", "Osmarians")
    ]  # fmt: skip


def read_first(folder, cue):
    tree = folder / "rst" / "a_news.rs4"
    tree.write_text(TREE.replace("CUE", cue), encoding="utf-8")
    run = next(read_runs(document(folder), 1))
    bare = Paragraph(document="a", text=text_of(run), spans=(), links=(), roles_known=False)
    return attributed(bare, run, read_attributions(tree))


def test_an_attribution_is_read_off_the_tree(folder):
    found = read_first(folder, "8")
    assert found.roles_known
    spans = [(ROLES[kind], found.text[a:b]) for kind, a, b in found.spans]
    assert sorted(spans) == [
        ("content", "Osmaria's Ministry of Health had paid the Osmarians"),
        ("cue", "said"),
        ("source", "The mayor General Ines al-Falk"),
    ]
    assert {(spans[a][0], spans[b][0]) for a, b in found.links} == {("content", "cue"), ("cue", "source")}


@pytest.mark.parametrize("cue", ["2", "", "99"])
def test_an_attribution_without_a_cue_of_speech_in_the_run_is_not_taught(folder, cue):
    assert read_first(folder, cue) is None
