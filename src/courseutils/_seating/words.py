"""What a seat can be, and how a sitting and a seat are named."""

# Shapes tell the role and what stands in them the presence, so nobody has to tell colours apart.
ROLES = ("co-chair", "participant", "no seat")
PRESENCES = ("present", "stayed away", "not known", "no seat")
TITLE = "Who sat where in Geneva"


def name_of(sitting: dict) -> str:
    """A sitting with its day, such as ``Plenary, 15 October 2008``."""
    from courseutils._atlas.table import in_words

    return f"{sitting['sitting']}, {in_words(sitting['date'])}"


def state_of(seat: dict) -> str:
    """Role and presence in as few words as possible: ``co-chair``, ``stayed away``, ``no seat; presence not known``."""
    role, presence = seat["role"], seat["presence"]
    if role == "no seat":
        return "no seat" if presence == "no seat" else f"no seat; presence {presence}"
    if presence == "present":
        return "co-chair" if role == "co-chair" else "present"
    return "presence not known" if presence == "not known" else presence
