"""Tables and pages of a marking: written apart, then put in their places, with a sentence for each that was not."""

from collections.abc import Sequence
from dataclasses import dataclass

from courseutils.teach.marking.feedback import write_feedback
from courseutils.teach.marking.records import Marked
from courseutils.teach.marking.results import Levels
from courseutils.teach.marking.store import Store
from courseutils.teach.marking.tables import write_tables

_KEPT_BACK = (
    "{} is open in another program or was changed since it was written; it was left as it is. "
    "Close it, or move it away, and run the same command again."
)


@dataclass(frozen=True)
class Published:
    """Names of files that were kept back, and of those of an earlier marking that were not written again."""

    kept_back: list[str]
    stays: list[str]


def publish(marked: Sequence[Marked], given: Levels, store: Store) -> Published:
    """Renew tables and pages in the folder of ``store``, which the caller holds alone. Raises OSError."""
    staged = store.stage()
    write_tables(marked, staged, given)
    write_feedback(marked, staged, given)
    stays = store.not_again(staged)
    kept_back = store.publish(staged)
    for name in kept_back:
        print(_KEPT_BACK.format(store.out / name))
    return Published(kept_back, stays)
