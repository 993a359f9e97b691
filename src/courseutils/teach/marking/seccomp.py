"""A filter of system calls for the sandbox: what no notebook needs and what could hold memory that nobody counts.

A program of the kernel's packet filter, as bubblewrap's ``--seccomp`` reads it. Numbers: Linux, asm/unistd of x86_64
and the generic table that aarch64 uses. On other machines there is no filter.
"""

import platform
import struct

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE, _NO_SUCH_CALL = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
_NO_NETWORK = 0x00050065  # "Network is unreachable", as a notebook finds it without a network
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_NEW_USER_NAMESPACE = 0x10000000
# Of sockets only local ones. Those of the internet lead nowhere here, but would hold megabytes that no process has;
# others, such as those to the machine's own host, know nothing of the sandbox's empty network.
_LOCAL, _INTERNET = 1, (2, 10)

# name: number on x86_64, on aarch64
_REFUSED = {
    **{"ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272)},
    **{"unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41)},
    **{"chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430)},
    **{"fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442)},
    **{"keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "bpf": (321, 280)},
    **{"perf_event_open": (298, 241), "userfaultfd": (323, 282), "open_by_handle_at": (304, 265)},
    **{"io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427)},
    **{"memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "shmat": (30, 196)},
    **{"msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "syslog": (103, 116), "acct": (163, 89)},
    **{"kexec_load": (246, 104), "init_module": (175, 105), "finit_module": (313, 273), "quotactl": (179, 60)},
}
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)


def program(machine: str | None = None) -> bytes:
    """The filter for this machine, or nothing where its numbers are not known."""
    machine = machine or platform.machine()
    if machine not in _MACHINES:
        return b""
    column = list(_MACHINES).index(machine)
    lines = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, _MACHINES[machine]), (_RETURN, 0, 0, _KILL)]
    lines += [(_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _REFUSE)]
    for numbers in _REFUSED.values():
        lines += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _REFUSE)]
    # clone3 hides its flags from a filter; without it the C library falls back to clone.
    lines += [(_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _NO_SUCH_CALL)]
    lines += _clone(_CLONE[column]) + _socket(_SOCKET[column]) + [(_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _clone(number: int) -> list[tuple]:
    """No process in a new world of users, where it would be its own administrator."""
    inside = [(_LOAD, 0, 0, _FIRST_ARGUMENT), (_ANY_BIT, 0, 1, _NEW_USER_NAMESPACE), (_RETURN, 0, 0, _REFUSE)]
    return [(_EQUAL, 0, len(inside) + 1, number), *inside, (_RETURN, 0, 0, _ALLOW)]


def _socket(number: int) -> list[tuple]:
    answers = [(_LOCAL, _ALLOW), *((kind, _NO_NETWORK) for kind in _INTERNET)]
    tried = [line for kind, told in answers for line in ((_EQUAL, 0, 1, kind), (_RETURN, 0, 0, told))]
    inside = [(_LOAD, 0, 0, _FIRST_ARGUMENT), *tried, (_RETURN, 0, 0, _REFUSE)]
    return [(_EQUAL, 0, len(inside), number), *inside]
