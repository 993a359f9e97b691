#!/bin/bash
# The course on The Littlest JupyterHub. On the server, once the hub is installed, and again after every release:
#
#     sudo bash tljh.sh https://git.example.org/teach/georgia2008.git [BRANCH]
#
# It installs the course's package for all users and sets limits as guide/hub/sizing.md gives them. Students' files are
# not touched. The original article, if you may show it: /srv/course/original.txt, readable for all.
set -euo pipefail
repository="${1:?Name the git address of the students tree.}"
branch="${2:-main}"
environment=/opt/tljh/user
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

"$environment/bin/python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' ||
  { echo "The course needs Python 3.11 to 3.14 in $environment. Install a newer release of The Littlest JupyterHub."; exit 1; }
git clone --quiet --depth 1 --branch "$branch" -- "$repository" "$work/georgia2008"
"$environment/bin/python" -m pip install "$work/georgia2008" nbgitpuller
mkdir -p "$environment/etc/jupyter"
cp -R "$work/georgia2008/src/courseutils/commands/jupyter/." "$environment/etc/jupyter/"

cat > /opt/tljh/config/jupyterhub_config.d/georgia2008.py <<'SETTINGS'
c.Spawner.environment = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "262144",
    "MALLOC_TRIM_THRESHOLD_": "262144",
    "COURSE_ARTICLE": "/srv/course/original.txt",
}
SETTINGS
/opt/tljh/hub/bin/tljh-config set user_environment.default_app jupyterlab
/opt/tljh/hub/bin/tljh-config set limits.memory 1.5G
/opt/tljh/hub/bin/tljh-config set limits.cpu 2
/opt/tljh/hub/bin/tljh-config set services.cull.timeout 3600
/opt/tljh/hub/bin/tljh-config reload
