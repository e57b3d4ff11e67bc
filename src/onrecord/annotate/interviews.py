"""Read an interview that prints no labels: questions in bold, and what the guest answers.

Extraction gives questions that a page sets off as blocks of kind standfirst. In plain text only lines that
end with a question mark, or ask to be told, are known for questions; then there is more to be sure of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.turn_labels import spoken
from onrecord.annotate.turns import Turn, is_of_the_page
from onrecord.model import SPEAKING, Block, Span

#: Fewer questions, or answers, are no interview.
FEWEST = 3
#: So many of the answers speak of the one who answers, outside quotation marks; explainers do not.
SHARE_OF_I = 0.4
#: … and so many of the questions speak to somebody; more if the page does not say what it is.
SHARE_OF_YOU, SHARE_OF_YOU_ALONE = 0.3, 0.6
#: A longer question, in characters, is a paragraph.
LONGEST = 600
#: … and this is the longest where nothing but its mark makes it one.
LONGEST_PLAIN = 300

_MARK = re.compile(r"\?[\"'”’»)]*\s*$")
_PROMPT = re.compile(
    r"(?:and |so |please )?(?:tell (?:me|us)|describe|(?:talk|walk) (?:me|us) through|explain)\b"
    r"[^.?!]{0,200}[.…]?$",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s)\b")
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed|er)?|q ?(?:&|and) ?a|in conversation|questions (?:for|to)|answers? (?:from|by)|"
    r"(?:spoke|speaks?|talk(?:s|ed)?|sat down) (?:to|with)|edited for)\b",
    re.IGNORECASE,
)


def interview_of(text: str, blocks: Sequence[Block]) -> list[Turn]:
    """Give the questions and answers of an interview, in order; none where the article is none.

    Args:
        text: the article's.
        blocks: its blocks in order.

    """
    lines = [block for block in blocks if block.kind in SPEAKING and block.kind != "headline"]
    set_off = [block.kind == "standfirst" and _asks(text, block) for block in lines]
    if sum(set_off) >= FEWEST:
        first = set_off.index(True)
        questions = [i >= first and block.kind == "standfirst" for i, block in enumerate(lines)]
    else:
        questions = [block.kind == "body" and _asks(text, block) for block in lines]
    if sum(questions) < FEWEST:
        return []
    turns = list(_turns(text, lines, questions))
    head = text[: turns[0].content[0].start] if turns else ""
    return turns if _is_interview(head, turns, sum(set_off) >= FEWEST) else []


def _asks(text: str, block: Block) -> bool:
    words = text[block.start : block.end].strip()
    if len(words) > LONGEST:
        return False
    # "I would. Who would not?" is an answer; whoever asks speaks of the other.
    is_own = _I.search(words) is not None and _YOU.search(words) is None
    return bool(_MARK.search(words) and not is_own) or _PROMPT.fullmatch(words) is not None


def _turns(text: str, lines: Sequence[Block], questions: Sequence[bool]) -> list[Turn]:
    """Join the lines from the first question on to questions and answers."""
    turns: list[Turn] = []
    content: list[Span] = []
    asking = True
    for number in range(questions.index(True), len(lines)):
        block = lines[number]
        words = text[block.start : block.end]
        if is_of_the_page(words):
            continue
        if questions[number] != asking and content:
            turns.append(Turn(None, tuple(content), is_question=asking))
            content = []
        asking = questions[number]
        content += spoken(text, block.start, block.end)
    if content:
        turns.append(Turn(None, tuple(content), is_question=asking))
    return turns


def _is_interview(head: str, turns: Sequence[Turn], is_set_off: bool) -> bool:
    """Tell an interview from an explainer, and from a column that asks its readers.

    Without questions that are set off the page has to say that it is one.
    """
    asked = [turn for turn in turns if turn.is_question]
    answers = [turn for turn in turns if not turn.is_question]
    if len(asked) < FEWEST or len(answers) < FEWEST:
        return False
    own = sum(any(_I.search(_QUOTED.sub(" ", span.text)) for span in turn.content) for turn in answers)
    to_you = sum(any(_YOU.search(span.text) for span in turn.content) for turn in asked)
    if own < SHARE_OF_I * len(answers):
        return False
    if not is_set_off:
        # A story with three rhetorical questions, and an interview with somebody in its second sentence.
        size = sum(len(span.text) for turn in turns for span in turn.content)
        longest = max(len(turn.content[0].text) for turn in asked)
        if len(head) > size or longest > LONGEST_PLAIN:
            return False
    least = SHARE_OF_YOU if is_set_off and _INTERVIEW.search(head) else SHARE_OF_YOU_ALONE
    return to_you >= least * len(asked) and (is_set_off or _INTERVIEW.search(head) is not None)
