"""Constructions in which one statement agrees with another, such that only look like it, and later figures.

In the markup of `marked`; links are written "2>1", the second article's statements are numbered from 11 on.
"""

# ruff: noqa: E501 (a construction reads best on its own lines)
from __future__ import annotations

CLAIM = "[1s=Ada Kell:Ada Kell, the harbour master,] [1c/claim:claimed] [1:that the ferry had sailed without lifeboats]. "
OTHER = "[2s:Orla Finch] [2c:said] [2:the parade would start at noon]. "

AGREES = {
    "echoed the claim": (CLAIM + "[2s:Ivo Strand] [2c:echoed] [2:the claim].", {"2>1"}),
    "backed somebody's account": (
        CLAIM + OTHER + "[3s:Ivo Strand] [3c:backed] [3:Kell's account].",
        {"3>1"},
    ),
    "echoed a view by what its holder is": (
        CLAIM + OTHER + "[3s:Ivo Strand] [3c:echoed] [3:the harbour master's concerns].",
        {"3>1"},
    ),
    "confirmed that": (
        CLAIM
        + OTHER
        + "[3s~:A spokesman for the owners] [3c/report:confirmed] [3:that the ferry had sailed without lifeboats].",
        {"3>1"},
    ),
    "agreed with somebody that": (
        CLAIM
        + OTHER
        + "[3s:Ivo Strand] [3c/agree:agreed] with Ms Kell [3:that no lifeboats had been on the ferry].",
        {"3>1"},
    ),
    "confirmed what somebody said": (
        CLAIM + OTHER + "[3s:Ivo Strand] [3c:confirmed] [3:what Ada Kell had said].",
        {"3>1"},
    ),
    "he is right": (CLAIM + "“[2:She is right. I counted them],” [2c:said] [2s:Ivo Strand].", {"2>1"}),
    "I agree": (CLAIM + "“[2:I agree],” [2c:said] [2s:Ivo Strand].", {"2>1"}),
    "echoing somebody": (
        CLAIM
        + OTHER
        + "Echoing the harbour master, [3s:Ivo Strand] [3c:said] [3:no lifeboats had been aboard the ferry for weeks].",
        {"3>1"},
    ),
    "seconding somebody": (
        "[1s:Ada Kell] [1c:said] [1:the lifeboats of the ferry were rotten].\n\n"
        + OTHER.replace("1", "2")
        + "Seconding Ada Kell, [3s:Ivo Strand] [3c:said] [3:most lifeboats would have sunk].",
        {"3>1"},
    ),
}

SILENT = {
    "backed the plan": "[1s:Ada Kell] [1c:proposed] [1:to sell the ferry]. [2s:Ivo Strand] [2c:backed] [2:the plan].",
    "agreed to a deed": CLAIM + "[2s:Ivo Strand] [2c/agree:agreed] [2:to buy lifeboats for the ferry].",
    "did not confirm": CLAIM + "[2s:Ivo Strand] [2c:declined to confirm] [2?:that the ferry had sailed without lifeboats].",
    "refused to back": CLAIM + "[2s:Ivo Strand] [2c:refused to back] [2:the claim].",
    "has yet to verify": CLAIM + "[2s:Ivo Strand] [2c:has yet to verify] [2:the claim].",
    "the opposite": CLAIM + "[2s:Ivo Strand] [2c:confirmed] [2:that the ferry had sailed with its lifeboats].",
    "another thing": CLAIM + "[2s:Ivo Strand] [2c:confirmed] [2:that the ferry had sailed at noon].",
    "his own words": CLAIM + "[2s:Ivo Strand] [2c:echoed] [2:remarks he made in spring].",
    "one's own claim": CLAIM + "[2s:Ada Kell] [2c:repeated] [2:the claim].",
    "somebody else's": CLAIM + "[2s:Ivo Strand] [2c:backed] [2:Orla Finch's account].",
    "a deed confirmed": CLAIM + "[2s:Ivo Strand] [2c:confirmed] [2:the sale of the ferry and its lifeboats].",
    "an answer to a question": "[1s:Ada Kell] [1c/ask:asked] [1:whether the ferry had sailed without lifeboats]. “[2:That is true],” [2c:said] [2s:Ivo Strand].",
}  # fmt: skip

#: First article, second article, what agrees with what.
ACROSS = {
    "agreed with a name elsewhere": (
        CLAIM,
        "[1s:Ivo Strand] [1c/agree:agreed] with Ada Kell [1:that the ferry had sailed without lifeboats].",
        {"11>1"},
    ),
    "agreed with somebody else": (
        CLAIM,
        "[1s:Ivo Strand] [1c/agree:agreed] with Orla Finch [1:that the ferry had sailed without lifeboats].",
        set(),
    ),
    "no name": (
        CLAIM,
        "[1s:Ivo Strand] [1c:confirmed] [1:that the ferry had sailed without lifeboats].",
        set(),
    ),
}

PLACE = " Tarrow, Brennick and Weir mourned; Ivo Strand wept with Orla Finch."
#: Earlier page, later page, how long after, whether the later figure is an update.
UPDATES = {
    "toll rose": ("[1s:Police] [1c:said] [1:at least 11 people had been killed].", "[1s:Police] [1c:said] [1:the death toll had risen to 14].", 1, True),
    "up from": ("[1s:Police] [1c:said] [1:eleven were dead].", "[1s:Police] [1c:said] [1:14 people were now known to have died, up from 11].", 0, True),
    "number of injured": ("[1s:Police] [1c:said] [1:30 people were injured].", "[1s:Police] [1c:said] [1:the number of injured had grown to 41].", 2, True),
    "revised down": ("[1s:Police] [1c:said] [1:14 people died].", "[1s:Police] [1c:said] [1:the toll was revised down to nine].", 1, True),
    "another voice": ("[1s:Police] [1c:said] [1:11 people had been killed].", "[1s:The hospital] [1c:said] [1:the death toll had risen to 14].", 1, False),
    "another count": ("[1s:Police] [1c:said] [1:11 people had been injured].", "[1s:Police] [1c:said] [1:the death toll had risen to 14].", 1, False),
    "the wrong way": ("[1s:Police] [1c:said] [1:18 people had been killed].", "[1s:Police] [1c:said] [1:the death toll had risen to 14].", 1, False),
    "another old figure": ("[1s:Police] [1c:said] [1:nine people had been killed].", "[1s:Police] [1c:said] [1:the death toll rose to 14 from 11].", 1, False),
    "nothing says that it is new": ("[1s:Police] [1c:said] [1:11 people had been killed].", "[1s:Police] [1c:said] [1:14 people had been killed].", 1, False),
    "one day": ("[1s:Police] [1c:said] [1:11 people had been killed].", "[1s:Police] [1c:said] [1:the death toll had risen to 14].", 0, False),
    "a fear": ("[1s:Police] [1c:said] [1:11 people had been killed].", "[1s:Police] [1c:said] [1:the death toll could rise to 14].", 1, False),
    "another place": ("[1s:Police] [1c:said] [1:11 people had been killed in Ostrel].", "[1s:Police] [1c:said] [1:the death toll of Weir had risen to 14].", 1, False),
    "months later": ("[1s:Police] [1c:said] [1:11 people had been killed].", "[1s:Police] [1c:said] [1:the death toll had risen to 14].", 120, False),
}  # fmt: skip
