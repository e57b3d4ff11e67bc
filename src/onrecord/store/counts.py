"""How much of each thing is on record."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from onrecord.store.schema import articles, drops, statements
from onrecord.store.schema_links import group_members, groups, link_pairs

#: The utterances of both ends of a link.
_BY, _OF = group_members.alias(), group_members.alias()
_COUNTED = {
    "articles": select(func.count(articles.c.id)),
    "statements": select(func.count(statements.c.id)),
    "drops": select(func.count(drops.c.number)),
    "publishers": select(func.count(articles.c.publisher.distinct())),
    # Two reports of one utterance answer nothing.
    "disputes": select(func.count())
    .select_from(link_pairs)
    .outerjoin(_BY, (_BY.c.stage == "utterances") & (_BY.c.item == link_pairs.c.a))
    .outerjoin(_OF, (_OF.c.stage == "utterances") & (_OF.c.item == link_pairs.c.b))
    .where(
        link_pairs.c.stage == "disputes",
        link_pairs.c.relation == "disputes",
        func.coalesce(_BY.c.group, link_pairs.c.a) != func.coalesce(_OF.c.group, link_pairs.c.b),
    ),
}


def count_rows(connection: Connection, thing: str) -> int:
    """Count "articles", "statements", "drops", "publishers", "disputes", or the groups of a stage.

    Disputes are those in so many words between two utterances, whatever people decided about them.
    """
    of_stage = select(func.count()).where(groups.c.stage == thing)
    return connection.execute(_COUNTED.get(thing, of_stage)).scalar_one()
