"""Pages of plain text that the tests of this room share; all of it is invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.plain import extract_plain
from onrecord.model import SPEAKING, Article, Capture, Declared, Extraction, content_id, sha256
from onrecord.settings import Settings

Reader = Callable[..., Extraction]

FERRY = """\
≡ The Harrow Bay Argus
News Sport What's On Property Family Notices Jobs
Home > News > Transport
BREAKING: Power cut hits Upper Harrow
Ferry workers vote to strike over night sailings
3rd March 2025
By Delphine Ockerby
 @dockerby
Senior Reporter
Ferry crews at Harrow Bay have voted to walk out for four days, their union said. Picture: Lenny Frost
2
Comments

Sign up to our Morning Tide newsletter for the stories that matter

Crews on the Harrow Bay ferries voted by nine to one to strike, the Mariners' Guild said on Monday.

"Nobody signs on to sail for nothing," said the guild's general secretary, Winnie Pascoe.

MAYOR TO FACE NO-CONFIDENCE VOTE OVER HARBOUR WALL

The operator, Blue Heron Lines, denied it. "Every hour is an hour on the payslip," Otto Brandreth said.

RECOMMENDED READING:

Harrow Bay pier 'unsafe', surveyors warn
Mayor says she will not stand again
Why your council tax is going up, according to the council

Mr Brandreth added that he had written to every member of staff.

Council leader Tamsin Hale said the town "cannot afford a silent harbour in Easter week".

The last strike, in 2011, lasted nine days.

Do you work on the ferries? Tell us what you think in the comments below.

For all the latest from the harbour, follow our WhatsApp channel.

Delphine Ockerby covers transport and the harbour for the Argus.

2 Comments
seadog_1971
3 hours ago
They should sack the lot of them, says I.
Reply
M. Tolliver
2 hours ago
The guild said the same in 2011 and look what happened.
Reply

Most Read
1 Man says gull 'stole' his wedding ring
2 Harrow Bay named best small town, judges say

© 2001-2025. This site is part of Tideline Media Ltd.
"""

WIRE = """\
TARVEK NEWS AGENCY (TNA) :: WIRE :: ENGLISH

TNA1187 3 POL 0214 MINISTRY-WATER

Ministry rejects claim of poisoned reservoir

DOLNA, 14 May 2024. /TNA/. The Tarvek Health Ministry on Tuesday rejected
claims by the mayor of Dolna that the city's reservoir had been poisoned,
saying that all samples taken since Sunday were clean.

"There is no poison in the water. There is panic in the water," Health
Minister Radka Slavov told a news conference.

Mayor Ilko Brenn had told Radio Dolna on Monday that "two independent
laboratories" found traces of a pesticide. He did not name them.

A source in the mayor's office, speaking on condition of anonymity, told
TNA that only one laboratory had been asked.

TNA rvk/ls 141522 MAY 24
--
This message was sent to subscribers of TNA English Wire. To change your
settings write to wire-desk@tna.example. Any use of TNA material without
a subscription is prohibited.
"""

APPEALS = """\
×
Reading us without a subscription?
Since January 1, 2023, we have kept every article free. Your support keeps it that way.
Support us

Border post at Kesh reopens after eleven months

Cars queue at the Kesh border post on Saturday. kesh-ministry.example

The border post at Kesh reopened on Saturday after eleven months, the interior ministry said.

"This is a good day for both banks of the river," Interior Minister Dara Quint told reporters.

Opposition lawmaker Pell Ruman said the minister had promised the same in May.

A Message from The Kesh Courier:

Dear readers,

The council says that we are "agents of disorder", and two of our reporters were summoned by the police.

We say that we print what we can prove. Printing costs money, and so does proof: will you help us?

By supporting the Courier you defend independent journalism on both banks of the river.

Once
Monthly
Not now
"""

TEASERS = """\
Search results for "harbour"

14 results

1. Harbour master quits over safety row
12 May 2024
The harbour master of Port Ansel, Greta Fall, resigned on Sunday, saying that the council had ignored her...
Read more »

2. Council: no plans to sell the harbour
11 May 2024
Council leader Hugh Mbeki said on Saturday that there were "no plans, no talks and no buyers"...
Read more »

3. Dredging to begin in June
9 May 2024
Dredging of the inner harbour will begin in June, the port authority announced...
Read more »

1 2 Next
"""


@pytest.fixture
def pages() -> dict[str, str]:
    return {"ferry": FERRY, "wire": WIRE, "appeals": APPEALS, "teasers": TEASERS}


@pytest.fixture
def read_plain() -> Reader:
    def read(text: str, declared: Declared | None = None, settings: Settings | None = None) -> Extraction:
        data = text.encode("utf-8", "surrogatepass")
        capture = Capture(
            id=content_id("cap", sha256(data), "a.txt"),
            content=data,
            sha256=sha256(data),
            media_type="text/plain",
            path="news/a.txt",
            declared=declared or Declared(),
        )
        return extract_plain(capture, text, settings or Settings())

    return read


@pytest.fixture
def spoken() -> Callable[[Article], str]:
    """Join the words of an article that are read for statements."""
    return lambda article: "\n".join(
        article.text[b.start : b.end] for b in article.blocks if b.kind in SPEAKING
    )
