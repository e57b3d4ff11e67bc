"""One happening told by many: a wire story and what others made of it. All names are invented."""

from __future__ import annotations

from onrecord.model import AnnotatedArticle
from strategies.news import news

PEOPLE = ("Ivo Lantrell", "Marget Osk", "Tobin Hale")
AGENCY = "Continental News Agency"
WIRE_TEXT = """
HALVERN, Oct. 6 (CNA) - Engineers opened all four gates of the Orrin Dam on Tuesday after the lake
behind it rose by 210 centimetres in a night, and 3,400 people were told to leave the lower town.

"The wall is sound, and it will be sound tomorrow," Water Minister Ivo Lantrell told reporters on the
dam's crest, his boots in the spray. "We let the water out so that nobody has to ask me twice."

Lantrell said the gates would stay open until Friday and that the lake had stood at 88 percent of its
limit by noon.

Marget Osk, the mayor of Halvern, complained that the sirens had been silent for 40 minutes. "We were
woken by our neighbours and not by the siren that we have paid for," she said.

The operator, Orrin Power, blamed a blown fuse. Its director, Tobin Hale, denied that the fuse had been
known to be faulty since spring. "One fuse failed, once," he said.

Nobody was hurt. Two footbridges and a boathouse were carried away, and the railway to Kesmark is
closed.

The dam, 61 metres high, was finished in 1974. It last had all its gates open 19 years ago.
"""


def wire() -> AnnotatedArticle:
    """Give the agency's own story, with its byline."""
    return news(
        WIRE_TEXT,
        title="Gates of Orrin Dam opened as lake rises",
        publisher=AGENCY,
        day="2031-10-07",
        people=PEOPLE,
        places=("Halvern", "Orrin Dam", "Kesmark"),
        authors=("Runa Petrell",),
        days=(("Tuesday", "2031-10-07"), ("noon", "2031-10-07T12:00")),
    )


def copy() -> AnnotatedArticle:
    """Give the wire story as a daily prints it: another headline, two words changed, the end cut off."""
    text = WIRE_TEXT.replace("percent", "per cent").replace("complained that", "said")
    return news(
        text.split("The dam, 61 metres")[0],
        title="Sirens silent as town is cleared below dam",
        publisher="The Selby Mercury",
        day="2031-10-08",
        people=PEOPLE,
        places=("Halvern", "Kesmark"),
        around=(("byline", AGENCY), ("boilerplate", "Subscribe now and get a free umbrella")),
        by_way_of=(AGENCY,),
    )


def excerpt() -> AnnotatedArticle:
    """Give a short note that says whose words it has."""
    return news(
        """
        Some 3,400 people had to leave the lower town of Halvern when engineers opened the gates of the
        Orrin Dam, Continental News Agency reported on Tuesday.

        "The wall is sound, and it will be sound tomorrow," Water Minister Ivo Lantrell said, according
        to the agency.

        The mayor of Halvern, Marget Osk, was less pleased. "We were woken by our neighbours and not by
        the siren that we have paid for," the agency quoted her as saying.

        The railway to Kesmark is closed, the agency added, and two footbridges were carried away.
        """,
        title="A TOWN ON THE MOVE",
        publisher="Tablet Daily",
        day="2031-10-08",
        people=PEOPLE[:2],
        places=("Halvern",),
        outlets=(AGENCY,),
        by_way_of=(AGENCY,),
    )


def rewrite() -> AnnotatedArticle:
    """Give what a machine made of the wire story: other words, garbled names, altered quotations."""
    return news(
        """
        Technicians unlocked the entire four gates of the Orrin Dam yesterday, a Tuesday, once the lake
        in its back had climbed 210 centimetres within one night, and 3,400 persons got orders to quit
        the lower town.

        "The wall is sound, and it will be sound tomorrow," Water Minister Ivo Lantrill informed the
        newsmen atop the crest of the dam. "We let the water out so that nobody has to tax me twice."

        Lantrill mentioned that the gates remain open till Friday, and that the lake stood by noon at 88
        percent of its limit.

        Margot Osk, mayor of Halvern, moaned that the sirens kept silent over 40 minutes. "We were woken
        by our neighbours and not by the siren that we have played for," she voiced.

        The operator Orrin Power faulted a blown fuse. Tobin Hall, the director, disputed that the fuse
        was known as faulty from spring. "One fuse failed, once," Hall uttered.

        No person got hurt. A couple of footbridges plus a boathouse were swept off, whereas the Kesmark
        railway is closed.
        """,
        title="SHOCK: Lake Monster Wall Opens All Doors!",
        publisher="BuzzPond",
        people=("Ivo Lantrill", "Margot Osk", "Tobin Hall"),
        places=("Halvern",),
        days=(("yesterday", None), ("Tuesday", None), ("noon", None), ("Friday", None)),
    )


def own_report() -> AnnotatedArticle:
    """Give a report of a journalist who stood at the same press conference and went on to others."""
    return news(
        """
        From the roof of the bakery one could watch the footbridge go, plank by plank, towards the sea.

        "The wall is sound and it will be sound tomorrow," said Ivo Lantrell, the water minister, when
        he came down from the crest at lunchtime. The baker, Sunniva Kroll, laughed. "I can hear the
        wall from here," she said.

        Her cellar holds two metres of lake. Of the eleven families in Weir Lane nine had gone by the
        evening, to a school hall with 120 beds that smelt of floor polish.

        Marget Osk, who has been mayor for six months, walked from door to door with a list. "We were
        woken by neighbours, not by the siren we paid for," she told the Halvern Post.

        A guard at the power house, Emmerich Vane, said he had pressed the button at 3.10 in the
        morning. "I pressed it, and pressed it again, and then I ran," he said.
        """,
        title="The night the lake came down Weir Lane",
        publisher="Halvern Post",
        day="2031-10-08",
        people=("Ivo Lantrell", "Sunniva Kroll", "Marget Osk", "Emmerich Vane"),
        places=("Halvern", "Weir Lane"),
        authors=("Ludo Marsh",),
    )


def same_conference() -> AnnotatedArticle:
    """Give another reporter's account of the press conference: the same quotations, his own prose."""
    return news(
        """
        The minister came late, and he came in boots. Ivo Lantrell had five minutes for the press on
        Tuesday.

        "We let the water out so that nobody has to ask me twice," he told a crowd of cameras below the
        spillway, adding that a commission would look at the whole valley.

        He would not be drawn on money, nor on who pays for the boathouse. "The wall is sound, and it
        will be sound tomorrow," was his answer to that as well.

        What the minister left out was the siren. "We were woken by our neighbours and not by the siren
        that we have paid for," mayor Marget Osk said at his side, and he looked at his watch.

        The opposition wants a debate in parliament next month and has asked for the log of the power
        house.
        """,
        title="Five minutes with a minister in boots",
        publisher="Radio Kesmark",
        day="2031-10-07",
        people=("Ivo Lantrell", "Marget Osk"),
        places=("Kesmark",),
        authors=("Dagny Pohl",),
    )


def rival_wire() -> AnnotatedArticle:
    """Give what a second agency's reporter wrote on the spot: every fact and quotation, and no mistake."""
    return news(
        """
        All four gates of the Orrin Dam were opened on Tuesday because the lake had risen by 210
        centimetres overnight. Some 3,400 people in lower Halvern were told to leave.

        Water Minister Ivo Lantrell said on the crest of the dam that there was no danger. "The wall is
        sound, and it will be sound tomorrow," he told reporters. "We let the water out so that nobody
        has to ask me twice."

        The gates will stay open until Friday, according to Lantrell, who put the lake at 88 percent of
        its limit at noon.

        The mayor of Halvern, Marget Osk, criticised that sirens had kept silent for 40 minutes. "We
        were woken by our neighbours and not by the siren that we have paid for," Osk said.

        Orrin Power, which runs the dam, said that a fuse had blown. Director Tobin Hale rejected the
        suggestion that it had been faulty since spring: "One fuse failed, once."

        There were no injuries. The railway to Kesmark was closed, and the water took two footbridges
        and a boathouse with it.
        """,
        title="Town below Orrin Dam cleared as gates are opened",
        publisher="Allied Wire",
        day="2031-10-07",
        people=PEOPLE,
        places=("Halvern", "Kesmark"),
        authors=("Nils Abrahall",),
    )


def follow_up() -> AnnotatedArticle:
    """Give the agency's story of another day: new facts, and two paragraphs of background again."""
    return news(
        """
        HALVERN, Oct. 10 (CNA) - The people of Halvern may go home, the district said on Friday, three
        days after the gates of the Orrin Dam were opened.

        "The cellars are wet, but they are yours again," district head Oda Finkel said. She thanked 260
        firemen.

        Prosecutors searched the offices of Orrin Power and took away two boxes of paper, a spokesman
        said.

        Director Tobin Hale has offered to resign. "I knew of one fuse and I should have asked about the
        others," he said.

        The operator, Orrin Power, blamed a blown fuse. Nobody was hurt.

        The dam, 61 metres high, was finished in 1974. It last had all its gates open 19 years ago.
        """,
        title="Halvern may go home as prosecutors search dam operator",
        publisher=AGENCY,
        day="2031-10-10",
        people=("Oda Finkel", "Tobin Hale"),
        places=("Halvern", "Orrin Dam"),
        authors=("Runa Petrell",),
    )


def other_dam() -> AnnotatedArticle:
    """Give a distractor: another dam, other people, three years before."""
    return news(
        """
        Engineers opened two gates of the Vessel Dam on Monday because the lake had risen after a week
        of rain.

        "It is a dam, it does what dams do," warden Pip Arkady told the Journal. Nobody had to leave.

        Water stood in three gardens at Little Marrow. The council will pay for the tulips.
        """,
        title="Two gates opened at Vessel Dam",
        publisher="Marrow Journal",
        day="2028-04-11",
        people=("Pip Arkady",),
        places=("Little Marrow",),
    )


def teaser() -> AnnotatedArticle:
    """Give what a listing page of the daily shows of its copy."""
    return news(
        """
        Engineers opened all four gates of the Orrin Dam on Tuesday after the lake behind it rose by 210
        centimetres in a night, and 3,400 people were told to leave
        """,
        title="Sirens silent as town is cleared below dam",
        publisher="The Selby Mercury",
        kind="teaser",
        item=2,
    )
