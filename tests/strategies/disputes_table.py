"""Constructions that dispute something, and such that only look like it, in the markup of `marked`.

Links are written "2>1 denies": statement 2 denies statement 1. In ACROSS the second article's statements
are numbered from 11 on.
"""

# ruff: noqa: E501 (a construction reads best on its own lines)
from __future__ import annotations

ALLEGED = "[1s:Ada Kell] [1c/claim:claimed] [1:that the ferry had sailed without lifeboats]. "
QUOTED = "“[1:They emptied the reservoir at night and told nobody],” [1c:said] [1s:Ada Kell]. "
REPORTED = "[1s:The Morning Quay] [1c/report:reported] [1:that the harbour bank would close in June]. "
SOURCE = "[1s~:A clerk at the mint] [1c:said] [1:that two coin presses had been sold abroad]. "

DISPUTES = {
    "the claim": (ALLEGED + "[2s:Ivo Strand] [2c:rejected] [2-:the claim].", {"2>1 denies"}),
    "passive rebuff": (ALLEGED + "[2-:The claim] [2c:was rebuffed] by [2s:Ivo Strand].", {"2>1 denies"}),
    "rebuff and words": (
        ALLEGED + "[2-:The claim] [2c:was rebuffed] by [2s:Ivo Strand], [3s=Ivo Strand:who] [3c:said] "
        "“[3:Ada Kell has a lively mind].”",
        {"2>1 denies", "3>1 denies"},
    ),
    "this": (ALLEGED + "[2s:Ivo Strand] [2c:disputes] [2-:this].", {"2>1 denies"}),
    "it": (ALLEGED + "[2s:Ivo Strand] [2c:denied] [2-:it].", {"2>1 denies"}),
    "the report": (REPORTED + "[2s:Ivo Strand] [2c:denied] [2-:the report].", {"2>1 denies"}),
    "owner of the report": (
        REPORTED + "\n\n[2s:Ada Kell] [2c:said] [2:the tide was unusually high this week].\n\n"
        "[3s:Ivo Strand] [3c:dismissed] [3-:The Morning Quay's report].",
        {"3>1 denies"},
    ),
    "owner by initials": (
        "[1s:Ulster Post] [1c/report:reports] [1:that the old granary was sold to a cousin].\n\n"
        "[2s:Ada Kell] [2c:said] [2:the tide was high].\n\n[3s:Ivo Strand] [3c:denied] [3-:UP’s report].",
        {"3>1 denies"},
    ),
    "the complaints, quoted": (
        QUOTED + "\n\n[2s:Ivo Strand] [2c:dismissed] [2-:the complaints]. “[3:The reservoir was never emptied],” "
        "[3s=Ivo Strand:he] [3c:wrote].",
        {"2>1 denies", "3>1 denies"},
    ),
    "complaints by whom the rejoinder tells": (
        QUOTED + "\n\n[2s:Orla Finch] [2c:said] [2:the parade would start at noon].\n\n"
        "[3s:Ivo Strand] [3c:waved off] [3-:the grumbling]. “[4:The reservoir is as full as ever],” [4s=Ivo Strand:he] [4c:said].",
        {"3>1 denies", "4>1 denies"},
    ),
    "denial of what was said": (
        ALLEGED + "\n\n[2s:Orla Finch] [2c:said] [2:the parade would start at noon].\n\n"
        "[3s:Ivo Strand] [3c:denied] [3-:that the ferry had sailed without lifeboats].",
        {"3>1 denies"},
    ),
    "claim that P": (
        "# [3s:Strand] [3c:rejects] [3-:claim that ferry sailed without lifeboats]\n\n" + ALLEGED.replace("\n", ""),
        {"2>1 denies"},
    ),
    "that is a lie": (ALLEGED + "“[2:That is a lie],” [2c:said] [2s:Ivo Strand].", {"2>1 denies"}),
    "simply not true": (ALLEGED + "“[2:That is simply not true. We count them daily],” [2c:said] [2s:Ivo Strand].", {"2>1 denies"}),
    "nonsense": (ALLEGED + "“[2:Nonsense],” [2c:said] [2s:Ivo Strand].", {"2>1 denies"}),
    "curt no": (ALLEGED + "“[2:No],” [2s:Ivo Strand] [2c:replied].", {"2>1 denies"}),
    "absolutely not": (ALLEGED + "“[2:Absolutely not. I saw the boats],” [2c:said] [2s:Ivo Strand].", {"2>1 denies"}),
    "it never happened": (ALLEGED + "“[2:It never happened],” [2c:said] [2s:Ivo Strand].", {"2>1 denies"}),
    "no such order": (
        "[1s~:A stoker] [1c:said] [1:foremen had told the crew to leave the pumps off]. "
        "“[2:No such order was given],” [2c:said] [2s:Ivo Strand].",
        {"2>1 denies"},
    ),
    "the allegations are false": (
        ALLEGED + "“[2:These allegations are completely baseless],” [2c:said] [2s:Ivo Strand].", {"2>1 denies"}
    ),
    "no truth in the report": (
        REPORTED + "“[2:There is no truth in the report],” [2c:said] [2s:Ivo Strand].", {"2>1 denies"}
    ),
    "called it false": (REPORTED + "[2s:Ivo Strand] [2c/say:called] [2-:the report false].", {"2>1 denies"}),
    "would not confirm": (
        SOURCE + "[2s:Ivo Strand] [2c/report:would not confirm] [2?:that coin presses had been sold].",
        {"2>1 not_confirmed"},
    ),
    "any press": (
        SOURCE + "[2s:Ivo Strand] [2c/report:declined to confirm] [2?:that any press had left the building].",
        {"2>1 not_confirmed"},
    ),
    "unnamed source just before": (
        SOURCE + "[2s:Ivo Strand] [2c/report:could not confirm] [2?:that machinery was missing].",
        {"2>1 not_confirmed"},
    ),
    "had not heard of the proposals": (
        "[1s~:A diplomat] [1c:said] [1:neighbours had proposed a common toll for the strait].\n\n"
        "[2s:Ivo Strand] [2c:said] [2?:he had not heard of these proposals].",
        {"2>1 not_confirmed"},
    ),
    "no comment on the rumours": (
        SOURCE + "[2s:Ivo Strand] [2c:declined to comment] [2?:on the rumours].", {"2>1 not_confirmed"}
    ),
    "such an offer": (
        "[1s~:A broker] [1c:said] [1:the guild had offered to buy the mill for nine crowns]. "
        "[2s:Ivo Strand] [2c/report:declined to confirm] [2?:that such an offer had been made].",
        {"2>1 not_confirmed"},
    ),
    "neither confirm nor deny": (
        REPORTED + "[2s:Ivo Strand] [2c/report:would neither confirm nor deny] [2?:the report].",
        {"2>1 not_confirmed"},
    ),
    "wrong to say, by name": (
        "[1s:Ada Kell] [1c:said] [1:the dyke had been surveyed in spring].\n\n[2s:Ivo Strand] [2c/agree:conceded] "
        "[2:that its engineer, Ada Kell, had been wrong to say that the dyke was surveyed].",
        {"2>1 corrects"},
    ),
    "misspoke": (
        "[1s:Ada Kell] [1c:said] [1:the dyke had been surveyed in spring].\n\n"
        "“[2:There was no survey, and Ms Kell misspoke],” [2c:said] [2s:Ivo Strand].",
        {"2>1 corrects"},
    ),
    "refuted": (
        ALLEGED + "[2s:Ivo Strand] [2c:countered] [2:that the ferry carried nine lifeboats].", {"2>1 contradicts"}
    ),
    "contrary to claims": (
        ALLEGED + "Contrary to the claims of Ada Kell, [2s:Ivo Strand] [2c:said] [2:the boats were aboard].",
        {"2>1 contradicts"},
    ),
    "lead without a statement of its own": (
        ALLEGED + "\n\nThe shipping line brushed off the accusations. “[2:Every ferry carries lifeboats],” "
        "[2c:said] [2s:Ivo Strand].",
        {"2>1 denies"},
    ),
    "between source and cue": (
        ALLEGED + "\n\n[2s:Ivo Strand] denied the claim, simply [2c:offering] [2:a curt “No” to a question].",
        {"2>1 denies"},
    ),
    "what somebody told": (
        "[1s~:A signalman] [1c:told] The Morning Quay [1:that the points had been frozen since Sunday].\n\nThe railway "
        "rejected what a signalman told The Morning Quay, that the points had been frozen since Sunday. "
        "“[2:There was no ice on the line],” [2c:said] [2s:Ivo Strand].",
        {"2>1 denies"},
    ),
    "deed denied in person": (
        "[1s:Ada Kell] [1c/accuse:said] [1:Ivo Strand had asked the guild for nine crowns].\n\n"
        "“[2:I never asked the guild for a single crown],” [2c:said] [2s:Ivo Strand].",
        {"2>1 denies"},
    ),
    "about the denier": (
        "[1s~:Two officials] [1c:said] [1:that Ivo Strand knew of the leak and let the week pass].\n\n"
        "[2s:Orla Finch] [2c:said] [2:the parade would start at noon].\n\n[3s:Ivo Strand] [3c:denied] [3-:the account].",
        {"3>1 denies"},
    ),
    "begins with a negation": (
        ALLEGED + "[2s:Ivo Strand] [2c:denied] [2-:that the ferry had sailed without lifeboats]. "
        "“[3:Not one boat was missing],” [3s=Ivo Strand:he] [3c:said].",
        {"2>1 denies", "3>1 denies"},
    ),
    "no and a question in it": (
        REPORTED + "[2s:Ivo Strand] [2c:denied] [2-:reports that the harbour bank would close].", {"2>1 denies"}
    ),
}  # fmt: skip

SILENT = {
    "own side": "[1s:Ivo Strand] [1c:said] [1:the mill was safe]. [2s:Ivo Strand] [2c:denied] [2-:the claim].",
    "camp of the speaker": "[1s:Ivo Strand] [1c/claim:claimed] [1:that the vote was rigged]. "
    "[2s:The Strand camp] [2c:denied] [2-:the report].",
    "an offer turned away": "[1s:Ada Kell] [1c/promise:offered] [1:nine crowns for the mill]. "
    "[2s:Ivo Strand] [2c/deny:turned down] [2-:the offer of nine crowns].",
    "a decision": ALLEGED + "[2s:Ivo Strand] [2c/deny:ruled out] [2-:an election before the harvest].",
    "another matter": ALLEGED + "[2s:Ivo Strand] [2c:denied] [2-:that constables had used dogs at the fair].",
    "agreeing denial": "[1s:Ada Kell] [1c:said] [1:no lamp had been moved from the pier]. "
    "[2s:Ivo Strand] [2c:denied] [2-:that a lamp had been moved from the pier].",
    "two denials": "[1s:Ada Kell] [1c:denied] [1-:that the ledger was burnt]. "
    "[2s:Ivo Strand] [2c:denied] [2-:that the ledger was burnt].",
    "own update": "[1s:Ada Kell] [1c:said] [1:31 sheep had drowned in the flood]. "
    "[2s=Ada Kell:She] [2c:said] later [2:that 48 sheep had drowned in the flood].",
    "negation inside one's own sentence": "“[1:We are stopping to count properly, not because anyone told us to],” "
    "[1c:said] [1s:Ada Kell]. [2s:Ivo Strand] [2c:said] [2:the count would go on at noon].",
    "no to a request": "“[1:Sell me the mill],” [1c/demand:begged] [1s:Ada Kell]. “[2:No],” [2s:Ivo Strand] [2c:said].",
    "no to a question": "[1s:Ada Kell] [1c/ask:asked] [1:whether he would resign]. “[2:No],” [2s:Ivo Strand] [2c:said].",
    "pointer far away": ALLEGED
    + "\n\nThe harbour was busy all morning.\n\nAt noon the bells rang.\n\nA dog slept.\n\n"
    + "[2s:Ivo Strand] [2c:brushed off] [2-:it].",
    "things that are no claims": "[1s:Ada Kell] [1c:said] [1:the fleet had been halved]. Sanctions have hit the port "
    "since the spring, and ships wait for weeks outside the breakwater; insurers have left, crews have gone home, and "
    "the cranes are rusting above the empty quays. But [2s:Ivo Strand] [2c:brushed off] [2-:these].",
    "moral wrong": "[1s:Ada Kell] [1c:said] [1:the statue would be moved]. "
    "“[2:It is wrong to sell a statue],” [2c:said] [2s:Ivo Strand].",
    "would not say when": SOURCE + "[2s:Ivo Strand] [2c:would not say] [2?:when the mint would open].",
    "unaware inside a story": "[1s:Ada Kell] [1c:said] [1:the crab slipped under the jetty]. [2s:Ivo Strand] [2c:wrote] "
    "[2?:The boys were unaware of the danger of the crab].",
    "whose report": REPORTED + "[2s:Ivo Strand] [2c:denied] [2-:the Courier's report].",
    "disagreement on how": ALLEGED
    + "[2s:Surveyors] [2c:disagree on] [2-:how a lifeboat ought to be counted].",
    "dismissed as a thing": "[1s:Ada Kell] [1c:said] [1:the envoy met the king]. "
    "[2s:Ivo Strand] [2c:dismissed] [2-:it as a brief courtesy call].",
    "about others": "[1s:Orla Finch] [1c/accuse:said] [1:that Tom Brack had struck Mia Reed at the fair]. "
    "[2s:Ivo Strand] [2c:denied] [2-:that he had struck her at the fair].",
    "which thing is meant": "[1s:Ada Kell] [1c:said] [1:a dredger had scratched the fourth pier]. "
    "[2s:Ivo Strand] [2c:denied] [2-:that the dredger which scratched the fourth pier was his].",
    "only alike": "[1s:Ada Kell] [1c:said] [1:the bakery would open in May]. "
    "[2s:Ivo Strand] [2c:said] [2:the bakery would open in a former chapel].",
    "countering with something else": ALLEGED + "[2s:Ivo Strand] [2c:countered] [2:that taxes should fall].",
    "retracting one's own": "[1s:Ada Kell] [1c:said] [1:that the theory of the lost king was true]. "
    "[2s:The Morning Quay] [2c:retracted] [2:its report about the theory of the lost king].",
    "hearsay of a denial": "[1s:Ada Kell] [1c:said] [1:the owner denies that there is a bath in the tower]. "
    "[2s:Ivo Strand] [2c:denied] [2-:that there is a bath in the tower].",
    "not only": "[1s:Ada Kell] [1c:said] [1:planes supplied the rebels in the northern province]. [2s:Ivo Strand] [2c:said] "
    "[2:planes supplied the rebels not only in the northern province].",
    "deed of somebody else": "[1s:Ada Kell] [1c:said] [1:Tom Brack had asked the guild for nine crowns]. "
    "“[2:I never asked the guild for a single crown],” [2c:said] [2s:Ivo Strand].",
    "withheld": ALLEGED + "[2s:Ivo Strand] [2c/say:did not want to talk about] [2-:figures].",
    "evaluation of a person": "[1s:Ada Kell] [1c:said] [1:the keeper slept]. "
    "“[2:The keeper was wrong to sleep],” [2c:said] [2s:Ivo Strand].",
}


ACROSS = {
    "denied elsewhere": (
        "[1s:The workers] [1c:said] [1:that a foreman had taken out the alarm's fuse in Selby].",
        "[1s:Ivo Strand] [1c:denied] [1-:that a foreman had taken out the fuse in Selby].",
        {"11>1 denies"},
    ),
    "retracted for her": (
        "“[1:Eleven barges left Nuvo and not one of them arrived],” [1c:said] [1s:Ada Kell].",
        "[1s:Ivo Strand] [1c/agree:conceded] [1:that she had been wrong to say none of the barges from Nuvo had arrived].",
        {"11>1 corrects"},
    ),
    "half of the remark": (
        "“[1:We have not seen sabotage],” [1c:said] [1s:Evhen Strand].",
        "“[1:I said we had seen neglect and had not seen sabotage. I did not say there was none],” "
        "[1c:said] [1s:Yevgen Strand].",
        {"11>1 corrects"},
    ),
    "cut short": (
        "“[1:We do not need every siren],” [1c:said] [1s:Ada Kell].",
        "[1s:Ada Kell] [1c:complained] [1:that the paper had cut short her remark]. “[2:We do not need every siren to be loud],” "
        "[2s=Ada Kell:she] [2c:said].",
        {"11>1 corrects"},
    ),
    "not confirmed elsewhere": (
        "[1s~:A nurse] [1c:said] [1:a patient in Selby had received a double dose of morphine].",
        "[1s:Ivo Strand] [1c/report:declined to confirm] [1?:that a patient in Selby had received a double dose].",
        {"11>1 not_confirmed"},
    ),
    "somebody else with that name": (
        "“[1:We have not seen sabotage],” [1c:said] [1s:Marta Strand].",
        "“[1:I did not say there was sabotage],” [1c:said] [1s:Oleg Strand].",
        set(),
    ),
    "another subject": (
        "[1s:The workers] [1c:said] [1:that a foreman had taken the fuse of the alarm in Selby].",
        "[1s:Ivo Strand] [1c:denied] [1-:that a foreman had taken money from the guild].",
        set(),
    ),
    "the speaker himself": (
        "[1s:Ivo Strand] [1c:said] [1:that a foreman had taken out the fuse in Selby].",
        "[1s:Ivo Strand] [1c:denied] [1-:that a foreman had taken out the fuse in Selby].",
        set(),
    ),
}  # fmt: skip
