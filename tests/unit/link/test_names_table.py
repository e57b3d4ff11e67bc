"""A table of name pairs with what a careful reader would say: the same, short for, perhaps, or two."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.link.names import compare_names

#: One name in other letters, spelling, transliteration or word order.
SAME_PEOPLE = """
Dmitry Orlanov | Dmitriy Orlanov
Dmitri Orlanov | Dmytro Orlanov
Volodymyr Marchensky | Volodymyr Marchenskyy
Volodymyr Marchensky | Vladimir Marchenskiy
Volodymyr Marchenskyi | Volodymyr Marchenski
Yevhen Tarask | Evgeny Tarask
Yevgeniy Tarask | Evgenii Tarask
Mikhail Sorbin | Mykhailo Sorbin
Sergei Shoyrin | Sergey Shoirin
Oleksandr Hlybko | Aleksandr Hlybko
Oleksiy Danylyuk | Oleksii Danyliuk
Nikol Pashyan | Nikol Pashian
Andrey Kolpakov | Andrei Kolpakoff
Alexei Gurev | Aleksey Gureff
Tatyana Bessova | Tatiana Bessova
Ihor Velko | Igor Velko
Yuri Zhelin | Yuriy Zhelin
Pyotr Lasko | Petro Lasko
Natalia Vorskla | Nataliia Vorskla
Viktor Yanukh | Viktor Yanuh
Arseniy Mykytych | Arseniy Mykytich
Mohammed al-Harazi | Muhammad el-Harazi
Mohamed Harazi | Mohammed al-Harazi
Abdel Karim al-Sibbi | Abdul Karim el-Sibi
Abdelkarim Tuwayni | Abdel Karim Tuwayni
Yusuf Qandari | Youssef Kandari
Hussein ash-Shamari | Hussain al-Shamari
Khaled Mashtoub | Khalid Mashtub
Bashar al-Wadi | Bashar Wadi
Saeed Haroon | Said Harun
Mahmoud Abbadi | Mahmud Abbadi
Kang Min-seo | Kang Min Seo
KANG MIN-SEO | Kang Minseo
Jean-Luc Barriou | Jean Luc Barriou
François Delmère | Francois Delmere
Łukasz Wróbel | Lukasz Wrobel
Thomas Möbler | Thomas Moebler
Jürgen Krättli | Jurgen Kraettli
J.D. Tolliver | JD Tolliver
J. D. Tolliver | J.D. Tolliver
RUTH CALLOWAY | Ruth Calloway
President Ruth Calloway | Ruth Calloway
Prime Minister Ruth Calloway | Dr. Ruth Calloway
Police Commissioner Aldo Pern | Aldo Pern
Sir Alec Thornbury KC | Alec Thornbury
Ruth Calloway's | Ruth Calloway
Conor O'Dell | Conor O’Dell
Ursula van der Meij | Ursula van der Meij
Catherine Oduya | Katherine Oduya
Carl Lindahl | Karl Lindahl
Ann-Marie Sköld | Ann Marie Skold
Sarah Whitlow | Sara Whitlow
Philip Ormsby | Phillip Ormsby
Bettie Quillan | Betty Quillan
Zhelensky | Zhelenskiy
Kay-Lynn Brandt | Kay Lynn Brandt
"""

#: The same only where nobody else fits.
SHORT_PEOPLE = """
Orlanov | Dmitry Orlanov
Orlanoff | Dmitry Orlanov
President Calloway | Ruth Calloway
R. Calloway | Ruth Calloway
Ruth B. Calloway | Ruth Calloway
Ruth B. Calloway | Ruth Beatrice Calloway
William Hartnoll | Bill Hartnoll
Bob Hartnoll | Rob Hartnoll
Joe Quillan | Joseph Quillan
Liz Tremaine | Elizabeth Tremaine
Bibi Naftal | Benjamin Naftal
Katie Jenkyn | Kathryn Jenkyn
Misha Orlanov | Mikhail Orlanov
van der Meij | Ursula van der Meij
Xi | Xi Lanming
de Brissac | Charles de Brissac
al-Harazi | Mohammed el-Harazi
Chris Lindahl | Christopher Lindahl
Chris Lindahl | Christina Lindahl
Recep Tayyar Erdal | Recep Erdal
J. Aldo Pern | Aldo Pern
Lo Prosti | Gaetano Lo Prosti
"""

#: Perhaps a slip, perhaps two people: for a person to decide.
PERHAPS = """
Lienna Mocadare | Lenna Mokadare
Elias Kovandro | Ilias Kovandra
Isabel Crannick | Ishbel Crannich
Mykhailo Polenyak | Mykhailo Podolenyak
Rishi Sonar | Rishi Sunar
Emmanual Delmere | Emmanuel Delmere
Ruth Caloway | Ruth Calloway
Anna Bennet | Anna Bennett
John Smyth | John Smith
Dovake Rosanne | Rosanne Dovake
Ildefonso Guayar | Ildefonso Guayar Villamil
Mohammed bin Saqran | Muhammad bin Saqran Al Tawil
Aldo Pern Jr. | Aldo Pern
Aldo Pern | Aldo Pern III
Andrés Manuel Lopera Obrero | Andrés Lopera Obrero
Martin Luthen | Martin Luthen Kinge
Gabrielle Tessier | Gabriele Tessier
Kay Brandt | Kai Brandt
Johnson | Ruth Johnson
Bill | Ruth Bill
Crayford Smythe | Ann Crayford Smythe
"""

#: Two people, whatever they share.
TWO_PEOPLE = """
Lenna Mokadare | Bartram Mokadare
John Smith | Jane Smith
John Smith | John Jones
George W. Tate | George H. W. Tate
John A. Smith | John B. Smith
Aldo Pern Jr. | Aldo Pern Sr.
Aldo Pern II | Aldo Pern III
J. Smith | K. Smith
Bill Hartnoll | Bob Hartnoll
Vladimir Orlanov | Valentin Orlanov
Dmitry Orlanov | Dmitry Kobelkin
Maria Santos | Mario Duarte
Kim Lee | Tim Lee
Jan Stolt | Jens Stolt
Peter Lasko | Paul Lasko
Mokadare | Okafor
Hartnoll | Hartley
Ruth Calloway | Calloway Ruthven
Li Wei | Lee Weir
Marta Veld | Marta Welsh
Ivan Sidorenko | Ivan Petrenko
Ahmed Harazi | Hamid Harazi
Michael Tessier | Michelle Tessier
Daniel Oduya | David Oduya
Anna Lund | Hanna Lund
"""

SAME_BODIES = """
Tavelua's Electoral Commission | Electoral Commission of Tavelua
Tavelua’s Electoral Commission | Tavelua Electoral Commission
LARKREEF PRESS SERVICE | Larkreef Press Service
The Saltmarsh Examiner | Saltmarsh Examiner
Ministry of Defence | Defense Ministry
Ministry of Foreign Affairs | Foreign Ministry
Department of Justice | Justice Department
Osmarian Foreign Ministry | Osmaria's Foreign Ministry
Supreme Court of Osmaria | Osmaria's Supreme Court
Tolmex Corp. | Tolmex
Tolmex, Inc. | Tolmex Inc
Brand & Sons | Brand and Sons
World Labour Organisation | World Labor Organization
Harbour Union | Harbor Union
Société Générale de Brume | Societe Generale de Brume
"""

PERHAPS_BODIES = """
Electoral Commission | Tavelua Electoral Commission
Beacon | The Tavelua Beacon
LPS | Larkreef Press Service
L.P.S. | Larkreef Press Service
CIS | Council of Island States
OECS | Organisation of Eastern Cape States
Larkreaf Press Service | Larkreef Press Service
"""

TWO_BODIES = """
Washington University | University of Washington
Supreme Court of Osmaria | Supreme Court of Lurania
Osmarian Foreign Ministry | Luranian Foreign Ministry
Ministry of Defence | Ministry of Finance
Times | Tuvenga Times
Tuvenga | Tuvenga Times
PA | Pelican Agency
Tolmex | Tolmex Mining
Osmaria | University of Osmaria
Osmarian National Army | Osmarian Arab Army
LPS | Lurania Public Radio
Radio Lagoon | Radio Delta
Northern League | Southern League
First Army Corps | Second Army Corps
Bank of Lurania | Lurania Savings Trust
"""

SAME_PLACES = """
Kyiv | Kiev
Kharkiv | KHARKOV
Odesa | Odessa
U.S. | United States
US | U.S
the United Kingdom | UK
St. Petersburg | Saint Petersburg
Port Manui | PORT MANUI
Nagorno-Karabakh | Nagorny Karabakh
Côte d'Ivoire | Ivory Coast
Mount Ardel | Mt. Ardel
Zaporizhzhia | Zaporozhye
"""

TWO_PLACES = """
Port Manui | Port Tavi
North Osmaria | South Osmaria
Nuvela | Tuvalo Bay
Lurania | Osmaria
"""

CASES = [
    ("person", "same", SAME_PEOPLE),
    ("person", "short", SHORT_PEOPLE),
    ("person", "candidate", PERHAPS),
    ("person", None, TWO_PEOPLE),
    ("organization", "same", SAME_BODIES),
    ("organization", "candidate", PERHAPS_BODIES),
    ("organization", None, TWO_BODIES),
    ("place", "same", SAME_PLACES),
    ("place", None, TWO_PLACES),
]


def _pairs() -> list[Any]:
    return [
        pytest.param(kind, likeness, *line.split(" | "), id=line)
        for kind, likeness, table in CASES
        for line in table.strip().splitlines()
    ]


@pytest.mark.parametrize(("kind", "likeness", "one", "other"), _pairs())
def test_pairs_of_names_are_judged_as_a_reader_would(
    kind: Any, likeness: str | None, one: str, other: str
) -> None:
    found = compare_names(one, other, kind)
    assert (found.likeness if found else None) == likeness, found
    assert compare_names(other, one, kind) == found


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(_pairs()) >= 150
